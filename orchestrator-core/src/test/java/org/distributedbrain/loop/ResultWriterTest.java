package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.TaskId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultWriterTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Event> replies = new LinkedBlockingQueue<>();
    private final ReturnedValuesPool returned = new ReturnedValuesPool();
    private final ResultWriter writer = new ResultWriter(replies::add);

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void chunks_are_said_to_be_stored_and_the_complete_result_is_sealed_under_its_name() throws Exception {
        TestJob job = new TestJob(folder, 1);
        store(job, 0);
        store(job, 1);
        List<TaskId> stored = new ArrayList<>();
        while (stored.size() < 2) {
            assertThat(reply()).isInstanceOfSatisfying(Event.ChunksStored.class, event -> stored.addAll(event.tasks()));
        }
        assertThat(stored).containsExactly(new TaskId(0), new TaskId(1));
        writer.seal(job.open, new Command.SealResult(job.job()));
        assertThat(reply()).isEqualTo(new Event.ResultSealed(job.id));
        assertThat(job.path).isRegularFile();
        await().until(() -> !job.open.inUse(new NoLinks()));
        job.open.close();
        assertThat(job.path).isRegularFile();
    }

    @Test
    void a_chunk_of_an_incomplete_result_is_stored_without_waiting_for_the_others() throws Exception {
        TestJob job = new TestJob(folder, 1);
        store(job, 1);
        assertThat(reply()).isEqualTo(stored(1));
        job.open.close();
    }

    @Test
    void a_result_that_cannot_be_written_breaks_its_job_and_no_other() throws Exception {
        TestJob broken = new TestJob(folder, 1);
        broken.result.discard();
        store(broken, 0);
        assertThat(reply()).isInstanceOfSatisfying(Event.JobBroken.class, event -> {
            assertThat(event.job()).isEqualTo(broken.id);
            assertThat(event.reason()).contains("cannot be written");
        });
        await().until(() -> !broken.open.inUse(new NoLinks()));
        TestJob sound = new TestJob(folder, 2);
        returned.drop(new TaskId(0));
        store(sound, 0);
        assertThat(reply()).isEqualTo(stored(0));
        sound.open.close();
    }

    @Test
    void closing_makes_durable_what_was_handed_over() throws Exception {
        TestJob job = new TestJob(folder, 1);
        store(job, 0);
        writer.close();
        assertThat(reply()).isEqualTo(stored(0));
        job.open.close();
    }

    private void store(TestJob job, int row) {
        TaskId task = new TaskId(row);
        job.compute(row, returned.open(task, 16));
        writer.store(job.open, new Command.StoreChunk(task, job.chunk(row)), returned.hold(task));
    }

    private static Event stored(int row) {
        return new Event.ChunksStored(List.of(new TaskId(row)));
    }

    private Event reply() throws InterruptedException {
        Event reply = replies.poll(10, TimeUnit.SECONDS);
        assertThat(reply).as("a reply of the result writer").isNotNull();
        return reply;
    }
}
