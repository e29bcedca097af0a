package org.distributedbrain.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Attempt;
import org.jspecify.annotations.Nullable;

/** Counts what became durable: jobs, attempts, bytes, verified work and faults, since this orchestrator started. */
final class FactMeter {
    private static final Duration[] JOB_BUCKETS = seconds(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200);
    private static final Duration[] STEP_BUCKETS = seconds(0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);

    private final MeterRegistry registry;

    FactMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Fact fact) {
        switch (fact) {
            case Fact.JobAccepted it -> job("accepted");
            case Fact.JobFinished(var job, var metrics, var at) -> {
                job("done");
                timer("job.execution.duration", "From the first chunk handed out to the whole result", JOB_BUCKETS)
                        .record(Duration.ofNanos((long) (metrics.totalMs() * 1e6)));
                registry.counter("brain.rows.recomputed").increment(metrics.rowsRecomputed());
            }
            case Fact.JobFailed it -> job("failed");
            case Fact.JobCancelled it -> job("cancelled");
            case Fact.AttemptEnded(var attempt) -> attempt(attempt);
            case Fact.ChunkVerified it ->
                registry.counter("brain.operations.verified").increment(it.operations());
            case Fact.FaultRecorded it ->
                registry.counter("brain.faults", "kind", it.kind().name().toLowerCase(Locale.ROOT))
                        .increment();
            case Fact.FaultSettled it -> {}
            case Fact.JobStarted it -> {}
            case Fact.ChunkDoubted it ->
                registry.counter("brain.chunks.doubted").increment();
            case Fact.ResultLost it -> registry.counter("brain.results.lost").increment();
            case Fact.WorkerMeasured it -> {}
            case Fact.WorkerEnlisted it ->
                registry.counter("brain.sessions.joined").increment();
            case Fact.WorkerCredited it -> {}
            case Fact.WorkerJudged it -> {}
        }
    }

    private void job(String status) {
        registry.counter("jobs", "status", status).increment();
    }

    private void attempt(Attempt it) {
        registry.counter("brain.attempts", "outcome", it.outcome().name().toLowerCase(Locale.ROOT))
                .increment();
        registry.counter("brain.bytes", "direction", "out").increment(it.bytesOut());
        registry.counter("brain.bytes", "direction", "in").increment(it.bytesIn());
        step("queued", it.readyAt(), it.sentAt());
        step("sending", it.sentAt(), it.startedAt());
        step("computing", it.startedAt(), it.computedAt());
        step("returning", it.computedAt(), it.returnedAt());
        step("verifying", it.returnedAt(), it.checkedAt());
    }

    private void step(String step, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null) {
            Timer.builder("brain.chunk.step")
                    .description("How long chunks spent in each step of their way")
                    .tag("step", step)
                    .serviceLevelObjectives(STEP_BUCKETS)
                    .register(registry)
                    .record(Duration.between(from, to));
        }
    }

    private Timer timer(String name, String about, Duration[] buckets) {
        return Timer.builder(name)
                .description(about)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private static Duration[] seconds(double... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofNanos((long) (values[i] * 1e9));
        }
        return durations;
    }
}
