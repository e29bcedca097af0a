package org.distributedbrain.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Keeps promises behind the facts they rely on. One transaction is under way at a time; what is decided meanwhile goes into the next. When
 * the store fails, nothing is lost: the same facts are tried again every second, and the core hands out nothing new until they are durable.
 * Used on the loop's thread only.
 */
final class Commits {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final class Batch {
        final List<Fact> facts = new ArrayList<>();
        final List<Command> promises = new ArrayList<>();

        boolean isEmpty() {
            return facts.isEmpty() && promises.isEmpty();
        }
    }

    private record Outcome(Batch batch, @Nullable Throwable failure) {}

    private final Function<List<Fact>, CompletableFuture<Void>> write;
    private final Runnable wake;
    private final Consumer<Command> promise;
    private final Consumer<Event> health;

    private Batch next = new Batch();
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private @Nullable Batch underWay;
    private @Nullable Batch failed;
    private Instant retryAt = Instant.MIN;

    /**
     * @param write stores facts in order, in one transaction
     * @param wake makes the loop call {@link #flush} soon; called from any thread
     * @param promise carries a promise out
     * @param health is told when the store begins to fail and when it works again
     */
    Commits(
            Function<List<Fact>, CompletableFuture<Void>> write,
            Runnable wake,
            Consumer<Command> promise,
            Consumer<Event> health) {
        this.write = write;
        this.wake = wake;
        this.promise = promise;
        this.health = health;
    }

    void fact(Fact fact) {
        next.facts.add(fact);
    }

    /** Keeps it at once when every fact decided so far is durable, otherwise right after they are. */
    void promise(Command command) {
        if (next.facts.isEmpty() && isIdle()) {
            promise.accept(command);
        } else {
            next.promises.add(command);
        }
    }

    /** Takes in what ended, and starts a transaction when there is something to store and none is under way. */
    void flush(Instant now) {
        Outcome outcome = outcomes.poll();
        if (outcome != null) {
            ended(outcome, now);
        }
        if (underWay != null || (failed == null && next.isEmpty()) || (failed != null && now.isBefore(retryAt))) {
            return;
        }
        Batch batch = failed != null ? failed : next;
        if (failed == null) {
            next = new Batch();
        }
        underWay = batch;
        begin(batch).whenComplete((done, failure) -> {
            outcomes.add(new Outcome(batch, failure));
            wake.run();
        });
    }

    private CompletableFuture<Void> begin(Batch batch) {
        try {
            return write.apply(List.copyOf(batch.facts));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whether everything decided is durable. */
    boolean isIdle() {
        return underWay == null && failed == null;
    }

    boolean isDone() {
        return isIdle() && next.isEmpty();
    }

    private void ended(Outcome outcome, Instant now) {
        underWay = null;
        Throwable failure = outcome.failure;
        if (failure == null) {
            boolean wasFailing = failed != null;
            failed = null;
            outcome.batch.promises.forEach(promise);
            if (wasFailing) {
                health.accept(new Event.StoreRecovered());
            }
            return;
        }
        boolean wasHealthy = failed == null;
        failed = outcome.batch;
        retryAt = now.plus(RETRY);
        if (wasHealthy) {
            health.accept(
                    new Event.StoreFailing(failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        }
    }
}
