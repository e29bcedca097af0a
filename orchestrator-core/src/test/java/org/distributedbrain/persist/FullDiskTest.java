package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.db.Database;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.persist.JobStore.StoreException;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void a_commit_that_finds_no_room_stores_nothing_and_the_next_one_works() {
        Database database = Database.open(folder.resolve("brain.db"));
        try (JobStore store = new SqlJobStore(database)) {
            JobId before = Facts.newJob();
            store.commit(List.of(Facts.accepted(before, Facts.NOON)));
            // Until its connection is renewed the file cannot grow.
            database.write(dsl -> dsl.fetch("PRAGMA max_page_count = 1"));

            List<Fact> large = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                large.add(Facts.accepted(Facts.newJob(), Facts.NOON));
            }
            assertThatThrownBy(() -> store.commit(large))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The disk that holds " + folder
                            + " is full, and nothing was stored: free some space on it, or choose a folder on another disk with"
                            + " --data.");
            assertThat(store.newest(10)).extracting(JobView::id).containsExactly(before);

            store.commit(large);
            assertThat(store.newest(JobStore.LONGEST_PAGE)).hasSize(JobStore.LONGEST_PAGE);
        }
    }

    /** The same on a real file system that is really full. */
    @Test
    void on_a_disk_that_is_full_nothing_is_lost_and_work_goes_on_when_there_is_room_again() throws Exception {
        assertThat(SmallDisk.run(folder, Filling.class))
                .containsExactly("full and said so", "all acknowledged there", "no second one: full", "works again");
    }

    static final class Filling {
        public static void main(String[] arguments) throws IOException {
            Path disk = Path.of(arguments[0]);
            Path ballast = Files.write(disk.resolve("ballast"), new byte[600_000]);
            try (JobStore store = SqlJobStore.open(disk.resolve("brain.db"), Facts.NOON)) {
                List<JobId> acknowledged = new ArrayList<>();
                try {
                    while (true) {
                        JobId job = Facts.newJob();
                        store.commit(List.of(Facts.accepted(job, Facts.NOON)));
                        acknowledged.add(job);
                    }
                } catch (StoreException e) {
                    System.out.println(
                            String.valueOf(e.getMessage()).contains(disk + " is full")
                                    ? "full and said so"
                                    : e.getMessage());
                }
                System.out.println(
                        acknowledged.stream().allMatch(job -> store.job(job).isPresent())
                                ? "all acknowledged there"
                                : "something is lost");
                try {
                    SqlJobStore.open(disk.resolve("second.db"), Facts.NOON).close();
                } catch (BadInput e) {
                    System.out.println(
                            String.valueOf(e.getMessage()).contains(disk + " is full")
                                    ? "no second one: full"
                                    : e.getMessage());
                }
                Files.delete(ballast);
                store.commit(List.of(Facts.accepted(Facts.newJob(), Facts.NOON)));
                System.out.println("works again");
            }
        }
    }
}
