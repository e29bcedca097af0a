package org.distributedbrain.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;

/**
 * What is counted and measured of a running orchestrator, in Prometheus's text format. Names that others know (requests, jobs, nodes) are as they
 * know them; what is ours begins with {@code brain_}. Owns the registry.
 */
public final class Metrics implements AutoCloseable {
    private static final Duration[] REQUEST_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    /** The registry holds what it asks by weak references only. */
    private final Supplier<Snapshot> grid;

    private final FactMeter facts = new FactMeter(registry);
    private final Timer turns = Timer.builder("brain.loop.turn")
            .description("How long the loop was busy at a time: while it is, nothing else is decided")
            .register(registry);

    /**
     * @param grid the latest view
     * @param waiting how many events wait for the loop
     */
    public Metrics(Supplier<Snapshot> grid, IntSupplier waiting) {
        this.grid = grid;
        List.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics(),
                        collector)
                .forEach(binder -> binder.bindTo(registry));
        Gauge.builder("brain.loop.events.waiting", waiting::getAsInt)
                .description("Events that wait for the loop")
                .strongReference(true)
                .register(registry);
        for (WorkerState state : WorkerState.values()) {
            FunctionCounter.builder("nodes", grid, view -> in(view, state))
                    .description("Workers by what they do now; those recently gone, too")
                    .tag("status", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge(
                "brain.workers.active",
                "Connected workers",
                grid,
                view -> view.totals().activeWorkers());
        gauge(
                "brain.jobs.queued",
                "Jobs that wait or run",
                grid,
                view -> view.totals().jobsInQueue());
        gauge(
                "brain.tasks.running",
                "Chunks at workers",
                grid,
                view -> view.running().size());
        gauge(
                "brain.gigaflops",
                "Verified operations of the last seconds, in 1e9 a second",
                grid,
                view -> view.totals().gigaflops());
        gauge(
                "brain.response.average.seconds",
                "Mean total time of the jobs done since the start",
                grid,
                view -> view.totals().averageResponseMs() / 1e3);
        gauge(
                "brain.store.failing",
                "1 while what is decided cannot be stored",
                grid,
                view -> view.trouble() == null ? 0 : 1);
    }

    private void gauge(String name, String about, Supplier<Snapshot> grid, ToDoubleFunction<Snapshot> value) {
        Gauge.builder(name, grid, it -> value.applyAsDouble(it.get()))
                .description(about)
                .register(registry);
    }

    private static long in(Supplier<Snapshot> grid, WorkerState state) {
        return grid.get().workers().stream()
                .filter(worker -> worker.state() == state)
                .count();
    }

    /** The same store, with what goes through it measured, counted and written to the log. */
    public StoreMeter storing(Function<List<Fact>, CompletableFuture<Void>> store) {
        Timer commits = Timer.builder("brain.store.commit")
                .description("How long a transaction takes")
                .register(registry);
        return new StoreMeter(store, commits, new FactLog().andThen(facts::count));
    }

    /** The loop was busy for so long. */
    public void turned(long nanos) {
        turns.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param path as the route is declared; never what a client made up */
    public void request(String method, String path, int status, long nanos) {
        registry.counter("http.requests", "method", method, "path", path, "status", String.valueOf(status))
                .increment();
        Timer.builder("http.request.duration")
                .description("How long requests took")
                .tags("method", method, "path", path)
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Everything as it is now, in the media type {@code text/plain; version=0.0.4}. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
