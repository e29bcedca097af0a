package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise after commit: what was acknowledged is there, however the orchestrator ended. */
@Timeout(240)
class KilledWhileCommittingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 317})
    void nothing_acknowledged_is_lost_and_nothing_is_half_stored(int acknowledgements) throws Exception {
        Path file = folder.resolve("brain.db");
        List<String> acknowledged = new ArrayList<>();
        try (ChildJvm child = ChildJvm.start(Committing.class, file.toString())) {
            acknowledged.addAll(child.lines(acknowledgements));
            acknowledged.addAll(child.kill());
        }
        try (JobStore store = SqlJobStore.open(file, Facts.NOON)) {
            for (String line : acknowledged) {
                if (line.endsWith(".")) { // the last one may have been cut short
                    JobId job = new JobId(line.substring(0, line.length() - 1));
                    assertThat(store.job(job)).as(line).isPresent();
                }
            }
            List<JobView> stored = store.newest(JobStore.LONGEST_PAGE);
            assertThat(stored)
                    .hasSizeGreaterThanOrEqualTo(acknowledgements)
                    .allSatisfy(job -> assertThat(job.chunksDone()).isEqualTo(2));
            if (stored.size() < JobStore.LONGEST_PAGE) {
                assertThat(store.leaderboard(1))
                        .extracting(LeaderboardRow::tasksCompleted)
                        .containsExactly(2 * stored.size());
            }
        }
    }

    /** Commits jobs with two chunks each as fast as it can, and prints each job's id and a full stop once that is durable. */
    static final class Committing {
        public static void main(String[] arguments) throws InterruptedException {
            JobStore store = SqlJobStore.open(Path.of(arguments[0]), Facts.NOON);
            WorkerId worker = store.identify(null, null, "Ada", Facts.NOON).id();
            StoreWriter writer = StoreWriter.start(store);
            Semaphore underWay = new Semaphore(8);
            while (true) {
                underWay.acquire();
                JobId job = Facts.newJob();
                writer.write(List.of(
                                Facts.enlisted(worker, "Ada", Facts.NOON),
                                Facts.accepted(job, Facts.NOON),
                                Facts.verified(job, 0, worker, Facts.NOON),
                                Facts.credited(worker, 1, 1, Facts.NOON),
                                Facts.verified(job, 1, worker, Facts.NOON),
                                Facts.credited(worker, 1, 1, Facts.NOON)))
                        .thenRun(() -> {
                            System.out.println(job + ".");
                            underWay.release();
                        });
            }
        }
    }
}
