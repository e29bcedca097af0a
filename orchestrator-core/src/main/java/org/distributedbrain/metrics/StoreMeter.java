package org.distributedbrain.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.distributedbrain.flow.Fact;

/** Stands before the store: times each transaction, sees when one does not end, and tells what has become durable. */
public final class StoreMeter implements Function<List<Fact>, CompletableFuture<Void>> {
    private static final long NONE = Long.MIN_VALUE;

    private final Function<List<Fact>, CompletableFuture<Void>> store;
    private final Timer commits;
    private final Consumer<Fact> durable;
    private volatile long beganNanos = NONE;

    /** @param durable is told each fact once it is stored, on the store's thread; it must be short */
    StoreMeter(Function<List<Fact>, CompletableFuture<Void>> store, Timer commits, Consumer<Fact> durable) {
        this.store = store;
        this.commits = commits;
        this.durable = durable;
    }

    /** One transaction is under way at a time. */
    @Override
    public CompletableFuture<Void> apply(List<Fact> facts) {
        long began = System.nanoTime();
        beganNanos = began == NONE ? began + 1 : began;
        return store.apply(facts).whenComplete((done, failure) -> {
            beganNanos = NONE;
            commits.record(Duration.ofNanos(System.nanoTime() - began));
            if (failure == null) {
                facts.forEach(durable);
            }
        });
    }

    /** Whether a transaction has been under way for longer than that. */
    public boolean isStuck(Duration limit) {
        long began = beganNanos;
        return began != NONE && System.nanoTime() - began > limit.toNanos();
    }
}
