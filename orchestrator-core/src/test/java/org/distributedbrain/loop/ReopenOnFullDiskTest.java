package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.kernel.matmul.OperandOpener;
import org.distributedbrain.persist.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full when the orchestrator starts again and its jobs' operands and results are to be opened. */
@Timeout(240)
class ReopenOnFullDiskTest {
    @TempDir
    Path folder;

    @Test
    void jobs_wait_with_a_sentence_and_go_on_when_there_is_room_again_unless_they_were_cancelled() throws Exception {
        assertThat(SmallDisk.run(folder, OnSmallDisk.class))
                .containsExactly(
                        "The matrix needs 7840 bytes in DISK/scratch, where 0 bytes are free; free some space there, and the job goes on by itself.",
                        "nothing more is said while it is full",
                        "goes on",
                        "the cancelled one does not");
    }

    static final class OnSmallDisk {
        private static final BlockingQueue<Event> REPLIES = new LinkedBlockingQueue<>();

        public static void main(String[] arguments) throws Exception {
            Path disk = Path.of(arguments[0]);
            Path scratch = disk.resolve("scratch");
            Path ballast = disk.resolve("ballast");
            SmallDisk.fill(ballast);
            OpenJobs jobs = new OpenJobs(id -> disk.resolve(id + ".npy"));
            Job cancelled = job("00000000-0000-4000-8000-000000000001");
            Job job = job("00000000-0000-4000-8000-000000000002");
            OperandOpener opener = OperandOpener.anew(scratch);
            try (Reopener reopener = new Reopener(jobs, scratch, opener, file -> () -> {}, REPLIES::add)) {
                reopener.reopen(new Command.ReopenJob(cancelled, TileGrid.rows(1), List.of()));
                reply();
                reopener.reopen(new Command.ReopenJob(job, TileGrid.rows(1), List.of()));
                if (reply() instanceof Event.ResultFailing(JobId id, String reason) && id.equals(job.id())) {
                    System.out.println(reason.replace(disk.toString(), "DISK"));
                }
                jobs.release(cancelled.id(), false, new NoLinks());
                boolean silent = REPLIES.poll(2_500, TimeUnit.MILLISECONDS) == null;
                System.out.println(silent ? "nothing more is said while it is full" : "?");
                Files.delete(ballast);
                boolean opened = reply().equals(new Event.JobReopened(job.id())) && jobs.get(job.id()) != null;
                System.out.println(opened ? "goes on" : "?");
                boolean gone = REPLIES.poll(1_500, TimeUnit.MILLISECONDS) == null && jobs.get(cancelled.id()) == null;
                System.out.println(gone ? "the cancelled one does not" : "?");
            }
        }

        private static Job job(String id) {
            return TestJobs.job(new JobId(id), new MatmulSize(40, 49, 3), "test", List.of(), Instant.EPOCH);
        }

        private static Event reply() throws InterruptedException {
            Event reply = REPLIES.poll(60, TimeUnit.SECONDS);
            if (reply == null) {
                throw new IllegalStateException("no reply of the reopener");
            }
            return reply;
        }
    }
}
