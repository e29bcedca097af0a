package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

class CommitsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobId JOB = new JobId("00000000-0000-0000-0000-000000000001");

    private final List<List<Fact>> written = new ArrayList<>();
    private final List<CompletableFuture<Void>> writes = new ArrayList<>();
    private final List<Command> kept = new ArrayList<>();
    private final List<Event> health = new ArrayList<>();
    private final Commits commits = new Commits(
            facts -> {
                written.add(facts);
                writes.add(new CompletableFuture<>());
                return writes.getLast();
            },
            () -> {},
            kept::add,
            health::add);

    @Test
    void a_promise_without_facts_is_kept_at_once() {
        commits.promise(promise(1));
        assertThat(kept).containsExactly(promise(1));
    }

    @Test
    void a_promise_waits_for_the_facts_before_it() {
        commits.fact(fact(1));
        commits.promise(promise(1));
        commits.flush(NOW);
        assertThat(kept).isEmpty();
        writes.getFirst().complete(null);
        commits.flush(NOW);
        assertThat(kept).containsExactly(promise(1));
        assertThat(commits.isDone()).isTrue();
    }

    @Test
    void what_is_decided_during_a_transaction_goes_into_the_next_one() {
        commits.fact(fact(1));
        commits.flush(NOW);
        commits.fact(fact(2));
        commits.fact(fact(3));
        commits.promise(promise(3));
        commits.flush(NOW);
        assertThat(written).containsExactly(List.of(fact(1)));
        writes.getFirst().complete(null);
        commits.flush(NOW);
        assertThat(written).containsExactly(List.of(fact(1)), List.of(fact(2), fact(3)));
        assertThat(kept).isEmpty();
    }

    @Test
    void a_failing_store_loses_nothing_and_is_tried_again_a_second_later() {
        commits.fact(fact(1));
        commits.promise(promise(1));
        commits.flush(NOW);
        writes.getFirst().completeExceptionally(new IllegalStateException("The disk is full."));
        commits.flush(NOW);
        assertThat(health).containsExactly(new Event.StoreFailing("The disk is full."));
        commits.fact(fact(2));
        commits.flush(NOW.plusMillis(500));
        assertThat(written).hasSize(1);
        commits.flush(NOW.plusMillis(1_000));
        assertThat(written).containsExactly(List.of(fact(1)), List.of(fact(1)));
        writes.getLast().complete(null);
        commits.flush(NOW.plusMillis(1_001));
        assertThat(kept).containsExactly(promise(1));
        assertThat(health).endsWith(new Event.StoreRecovered());
        assertThat(written.getLast()).containsExactly(fact(2));
    }

    private static Fact fact(int number) {
        return new Fact.JobFailed(JOB, "reason " + number, NOW);
    }

    private static Command promise(int task) {
        return new Command.AcceptResult(new WorkerId("w"), new TaskId(task));
    }
}
