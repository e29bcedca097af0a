package org.distributedbrain.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TaskId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final JobView earlier = job(1);
    private final Publisher publisher = new Publisher(List.of(earlier), NOW);
    private final Core core = new Core();

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void a_change_within_fifty_milliseconds_waits_for_its_turn() {
        core.jobs.add(job(2));
        publisher.publish(core, NOW);
        core.jobs.add(job(3));
        publisher.publish(core, NOW.plusMillis(49));
        assertThat(publisher.pending()).isTrue();
        assertThat(publisher.latest().jobs()).hasSize(2);
        publisher.publish(core, publisher.nextAt());
        assertThat(publisher.pending()).isFalse();
        assertThat(publisher.latest().jobs()).hasSize(3);
    }

    @Test
    void nothing_is_published_when_nothing_changed_and_unchanged_parts_stay_the_same() {
        core.jobs.add(job(2));
        publisher.publish(core, NOW);
        Snapshot first = publisher.latest();
        publisher.publish(core, NOW.plusSeconds(1));
        assertThat(publisher.latest()).isSameAs(first);
        core.completed = 1;
        publisher.publish(core, NOW.plusSeconds(2));
        assertThat(publisher.latest().jobs()).isSameAs(first.jobs());
        assertThat(publisher.latest().sequence()).isEqualTo(first.sequence() + 1);
    }

    @Test
    void jobs_of_earlier_runs_stand_behind_those_of_this_one_and_never_twice() {
        JobView again = job(1);
        JobView newer = job(2);
        core.jobs.addAll(List.of(newer));
        publisher.publish(core, NOW);
        assertThat(publisher.latest().jobs()).containsExactly(newer, earlier);
        core.jobs.add(again);
        publisher.publish(core, NOW.plusSeconds(1));
        assertThat(publisher.latest().jobs()).hasSize(2);
        assertThat(publisher.latest().jobs().getLast()).isSameAs(again);
    }

    @Test
    void a_subscriber_hears_the_latest_at_once_and_then_newer_ones_only_whoever_else_fails() {
        List<Long> heard = new CopyOnWriteArrayList<>();
        publisher.subscribe(snapshot -> {
            throw new AssertionError("a test");
        });
        Runnable handle = publisher.subscribe(snapshot -> heard.add(snapshot.sequence()));
        assertThat(heard).containsExactly(0L);
        core.completed = 1;
        publisher.publish(core, NOW);
        await().until(() -> heard.equals(List.of(0L, 1L)));
        core.completed = 2;
        publisher.publish(core, NOW.plusSeconds(1));
        await().until(() -> heard.equals(List.of(0L, 1L, 2L)));
        handle.run();
        List<Long> others = new CopyOnWriteArrayList<>();
        publisher.subscribe(snapshot -> others.add(snapshot.sequence()));
        core.completed = 3;
        publisher.publish(core, NOW.plusSeconds(2));
        await().until(() -> others.contains(3L));
        assertThat(heard).containsExactly(0L, 1L, 2L);
    }

    @Test
    void the_speed_is_that_of_the_last_five_seconds() {
        publisher.computed(5e9, NOW);
        publisher.computed(5e9, NOW.plusSeconds(1));
        publisher.publish(core, NOW.plusSeconds(1));
        assertThat(publisher.latest().totals().gigaflops()).isEqualTo(2);
        publisher.publish(core, NOW.plusMillis(5_500));
        assertThat(publisher.latest().totals().gigaflops()).isEqualTo(1);
        publisher.publish(core, NOW.plusSeconds(7));
        assertThat(publisher.latest().totals().gigaflops()).isZero();
    }

    @Test
    void tasks_under_way_are_shown_and_keep_their_identity() {
        core.running.add(running(1));
        publisher.publish(core, NOW);
        List<RunningTask> shown = publisher.latest().running();
        assertThat(shown).isEqualTo(core.running);
        core.completed = 1;
        publisher.publish(core, NOW.plusSeconds(1));
        assertThat(publisher.latest().running()).isSameAs(shown);
        core.running.set(0, running(2));
        publisher.publish(core, NOW.plusSeconds(2));
        assertThat(publisher.latest().running()).isEqualTo(core.running);
    }

    @Test
    void who_misses_snapshots_misses_no_ended_attempt() {
        List<Attempt> all = new ArrayList<>();
        List<Attempt> taken = new ArrayList<>();
        long next = 0;
        for (int i = 0; i < 10_000; i++) {
            all.add(ended(i));
            publisher.ended(all.getLast());
            if (i % 900 == 0) {
                publisher.publish(core, NOW.plusSeconds(i));
            }
            if (i % 2_700 == 0) {
                EndedTail tail = publisher.latest().ended();
                assertThat(tail.first()).isLessThanOrEqualTo(next);
                taken.addAll(tail.since(next));
                next = tail.next();
            }
        }
        publisher.publish(core, NOW.plusSeconds(10_000));
        EndedTail last = publisher.latest().ended();
        taken.addAll(last.since(next));
        assertThat(taken).isEqualTo(all);
        assertThat(last.latest()).hasSize(EndedTail.LENGTH);
        assertThat(last.since(10_000)).isEmpty();
        assertThat(last.since(0)).isEqualTo(last.latest());
        publisher.publish(core, NOW.plusSeconds(20_000));
        assertThat(publisher.latest().ended()).isSameAs(last);
    }

    private static RunningTask running(long task) {
        return new RunningTask(
                new TaskId(task),
                new ChunkId(RandomExecutions.JOB, 0),
                RandomExecutions.ADA,
                NOW,
                NOW,
                null,
                null,
                null,
                1);
    }

    private static Attempt ended(long task) {
        return RandomExecutions.execution(task, 0, 0, null, null, null, 1, Attempt.Outcome.FAILED)
                .attempt();
    }

    private static final class Core implements SnapshotSource {
        final List<JobView> jobs = new ArrayList<>();
        final List<RunningTask> running = new ArrayList<>();
        int completed;

        @Override
        public List<WorkerView> workers() {
            return List.of();
        }

        @Override
        public List<JobView> jobs() {
            return List.copyOf(jobs);
        }

        @Override
        public List<RunningTask> running() {
            return List.copyOf(running);
        }

        @Override
        public List<FaultView> faults() {
            return List.of();
        }

        @Override
        public int activeWorkers() {
            return 0;
        }

        @Override
        public int unfinishedJobs() {
            return 0;
        }

        @Override
        public int jobsCompleted() {
            return completed;
        }

        @Override
        public double averageResponseMs() {
            return 0;
        }
    }

    private static JobView job(int number) {
        return new JobView(
                new JobId(new UUID(0, number).toString()),
                new MatmulSize(1, 1, 1),
                "test",
                JobState.QUEUED,
                0,
                1,
                NOW,
                null,
                List.of(),
                null,
                null,
                null);
    }
}
