package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.FlowLimits;
import org.distributedbrain.flow.Orchestration;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.publish.Publisher;
import org.junit.jupiter.api.Test;

class OrchestratorLoopTest {
    private static final JobId JOB = new JobId("00000000-0000-0000-0000-000000000001");
    private final Mailbox mailbox = new Mailbox();
    private final List<Command> carriedOut = new CopyOnWriteArrayList<>();
    private final List<Fact> durable = new CopyOnWriteArrayList<>();

    @Test
    void a_promise_is_kept_after_its_fact_is_durable() {
        CompletableFuture<Void> disk = new CompletableFuture<>();
        with(
                facts -> {
                    durable.addAll(facts);
                    return disk;
                },
                carriedOut::add,
                () -> {
                    mailbox.post(submission());
                    await().until(() -> !durable.isEmpty());
                    assertThat(carriedOut).isEmpty();
                    disk.complete(null);
                    await().until(() -> carriedOut.contains(new Command.ConfirmJob(JOB)));
                });
    }

    @Test
    void a_command_that_fails_in_any_way_does_not_keep_others_from_being_carried_out() {
        with(
                facts -> CompletableFuture.completedFuture(null),
                command -> {
                    carriedOut.add(command);
                    throw new OutOfMemoryError("a test");
                },
                () -> {
                    mailbox.post(submission());
                    await().until(() -> carriedOut.contains(new Command.ConfirmJob(JOB)));
                    mailbox.post(new Event.CancelRequested(JOB));
                    await().until(() -> carriedOut.contains(new Command.ReleaseJob(JOB, false)));
                });
    }

    @Test
    void a_store_that_refuses_at_once_is_tried_again() {
        int[] times = {0};
        with(
                facts -> {
                    if (times[0]++ == 0) {
                        throw new IllegalStateException("no thread");
                    }
                    return CompletableFuture.completedFuture(null);
                },
                carriedOut::add,
                () -> {
                    mailbox.post(submission());
                    await().until(() -> carriedOut.contains(new Command.ConfirmJob(JOB)));
                });
    }

    @Test
    void what_was_decided_before_closing_is_durable_after_it() {
        with(
                facts -> {
                    durable.addAll(facts);
                    return CompletableFuture.runAsync(() -> {});
                },
                carriedOut::add,
                () -> {
                    mailbox.post(submission());
                    await().until(() -> !durable.isEmpty());
                });
        assertThat(durable).hasSize(1);
        assertThat(carriedOut).contains(new Command.ConfirmJob(JOB));
    }

    @Test
    void a_loop_that_stands_still_is_seen_and_so_is_one_that_turns_again() {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (Publisher publisher = new Publisher(List.of(), Instant.now());
                OrchestratorLoop loop = new OrchestratorLoop(
                        new Orchestration(FlowLimits.DEFAULT, 1),
                        mailbox,
                        command -> {
                            busy.countDown();
                            awaitLatch(free);
                        },
                        facts -> CompletableFuture.completedFuture(null),
                        publisher,
                        InstantSource.system())) {
            loop.start();
            mailbox.post(submission());
            awaitLatch(busy);
            await().until(() -> loop.pulse().isStuck(Duration.ofSeconds(1)));
            free.countDown();
            await().until(() -> !loop.pulse().isStuck(Duration.ofSeconds(1)));
        }
    }

    private void with(Function<List<Fact>, CompletableFuture<Void>> write, Consumer<Command> run, Runnable body) {
        try (Publisher publisher = new Publisher(List.of(), Instant.now());
                OrchestratorLoop loop = new OrchestratorLoop(
                        new Orchestration(FlowLimits.DEFAULT, 1),
                        mailbox,
                        run,
                        write,
                        publisher,
                        InstantSource.system())) {
            loop.start();
            body.run();
        }
    }

    private static Event submission() {
        return new Event.JobSubmitted(TestJobs.job(JOB, new MatmulSize(1, 1, 1), "test", List.of(), Instant.now()));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
