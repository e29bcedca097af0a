package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.persist.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full while results come in. */
@Timeout(240)
class FullDiskPauseTest {
    @TempDir
    Path folder;

    @Test
    void a_job_pauses_with_a_sentence_and_what_came_is_stored_when_there_is_room_again() throws Exception {
        assertThat(SmallDisk.run(folder, OnSmallDisk.class))
                .containsExactly("paused", "the second waits, too", "both stored", "goes on", "sealed and right");
    }

    static final class OnSmallDisk {
        private static final BlockingQueue<Event> REPLIES = new LinkedBlockingQueue<>();

        public static void main(String[] arguments) throws Exception {
            Path disk = Path.of(arguments[0]);
            TestJob job = new TestJob(disk, 1, new MatmulSize(2, 3, 20_000));
            // As on a disk that stores only what is not zero: the room that was reserved is not there.
            Path part = job.path.resolveSibling(job.path.getFileName() + ".part");
            try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
                long length = file.length();
                byte[] head = new byte[128];
                file.readFully(head);
                file.setLength(0);
                file.setLength(length);
                file.seek(0);
                file.write(head);
            }
            Path ballast = disk.resolve("ballast");
            SmallDisk.fill(ballast);
            ReturnedValuesPool returned = new ReturnedValuesPool();
            try (ResultWriter writer = new ResultWriter(REPLIES::add)) {
                store(job, writer, returned, 0);
                Event first = reply();
                boolean said = first instanceof Event.ResultFailing failing
                        && failing.reason()
                                .contains("the disk is full; free some space there, and the job goes on by itself.");
                System.out.println(said ? "paused" : first);
                store(job, writer, returned, 1);
                System.out.println(REPLIES.poll(1_500, TimeUnit.MILLISECONDS) == null ? "the second waits, too" : "?");
                Files.delete(ballast);
                boolean both = reply().equals(new Event.ChunksStored(List.of(new TaskId(0), new TaskId(1))));
                System.out.println(both ? "both stored" : "?");
                System.out.println(reply().equals(new Event.ResultRecovered(job.id)) ? "goes on" : "?");
                writer.seal(job.open, new Command.SealResult(job.job()));
                boolean sealed = reply().equals(new Event.ResultSealed(job.id));
                try (Matrix result = MatrixFile.read(job.path, disk)) {
                    boolean right = job.isRight(result);
                    System.out.println(
                            sealed && right ? "sealed and right" : "sealed: " + sealed + ", right: " + right);
                }
            }
        }

        private static void store(TestJob job, ResultWriter writer, ReturnedValuesPool returned, int row) {
            TaskId task = new TaskId(row);
            job.compute(row, returned.open(task, job.rowBytes()));
            writer.store(job.open, new Command.StoreChunk(task, job.chunk(row)), returned.hold(task));
        }

        private static Event reply() throws InterruptedException {
            Event reply = REPLIES.poll(20, TimeUnit.SECONDS);
            if (reply == null) {
                throw new IllegalStateException("no reply of the result writer");
            }
            return reply;
        }
    }
}
