package org.distributedbrain.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.JobId;
import org.junit.jupiter.api.Test;

class StoreMeterTest {
    private static final Fact FACT =
            new Fact.JobCancelled(new JobId("00000000-0000-0000-0000-000000000001"), Instant.EPOCH);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Fact> durable = new ArrayList<>();

    @Test
    void a_transaction_that_does_not_end_is_seen_and_one_that_ended_is_measured() {
        CompletableFuture<Void> disk = new CompletableFuture<>();
        StoreMeter meter = new StoreMeter(facts -> disk, registry.timer("commit"), durable::add);
        assertThat(meter.isStuck(Duration.ZERO)).isFalse();
        var done = meter.apply(List.of(FACT));
        await().until(() -> meter.isStuck(Duration.ofMillis(1)));
        assertThat(durable).isEmpty();
        disk.complete(null);
        done.join();
        assertThat(meter.isStuck(Duration.ZERO)).isFalse();
        assertThat(durable).containsExactly(FACT);
        assertThat(registry.timer("commit").count()).isEqualTo(1);
    }

    @Test
    void what_was_not_stored_is_not_counted() {
        StoreMeter meter = new StoreMeter(
                facts -> CompletableFuture.failedFuture(new IllegalStateException("a test")),
                registry.timer("commit"),
                durable::add);
        assertThat(meter.apply(List.of(FACT))).isCompletedExceptionally();
        assertThat(durable).isEmpty();
        assertThat(meter.isStuck(Duration.ZERO)).isFalse();
    }
}
