package org.distributedbrain.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {
    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final BackgroundTasks tasks = new BackgroundTasks(screen::add);
    private final StringBuilder said = new StringBuilder();

    private void outcome() throws InterruptedException {
        Runnable next = screen.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        next.run();
    }

    @Test
    void work_runs_on_a_named_virtual_thread_and_its_outcome_on_the_screen_thread() throws Exception {
        tasks.run(
                "example",
                Thread::currentThread,
                thread -> said.append(thread.getName())
                        .append(' ')
                        .append(thread.isVirtual())
                        .append(' ')
                        .append(Thread.currentThread().isVirtual()),
                said::append);
        outcome();
        assertThat(said).hasToString("console-example true false");
    }

    @Test
    void a_failure_becomes_one_sentence() throws Exception {
        tasks.run(
                "bad",
                () -> {
                    throw new BadInput("A is 0 rows: give at least 1.");
                },
                done -> {},
                said::append);
        outcome();
        assertThat(said).hasToString("A is 0 rows: give at least 1.");
    }

    @Test
    void problems_of_files_name_the_file() {
        assertThat(Sentences.of(new NoSuchFileException("/tmp/A.npy"))).contains("/tmp/A.npy");
        assertThat(Sentences.of(new NullPointerException())).contains("NullPointerException");
    }
}
