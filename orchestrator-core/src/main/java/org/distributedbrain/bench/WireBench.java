package org.distributedbrain.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.flow.FlowLimits;

/** The wire: bytes a second of large blocks beside raw TCP, round trips of tiny chunks, and how soon a free worker hears of its next chunk. */
final class WireBench implements Bench {
    /** Of the measurement of dispatch. */
    private static final int WORKERS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        List<Figure> figures = new ArrayList<>(largeBlocks(setup));
        figures.addAll(roundTrips(setup));
        figures.addAll(dispatch(setup));
        return figures;
    }

    private List<Figure> largeBlocks(Setup setup) throws Exception {
        long bytes = (long) setup.count(64, 4) << 20;
        int blocks = setup.count(8, 2);
        Samples raw = new Samples();
        Samples down = new Samples();
        Samples up = new Samples();
        try (SocketPair socket = SocketPair.open(bytes)) {
            for (int i = -2; i < ROUNDS; i++) {
                setup.progress().accept("wire: large blocks, " + (i < 0 ? "warming up" : "round " + (i + 1)));
                double tcp = RawTcp.bytesPerSecond(bytes, blocks);
                double sent = socket.down(blocks);
                double received = socket.up(blocks);
                if (i >= 0) {
                    raw.add(tcp);
                    down.add(sent);
                    up.add(received);
                }
            }
        }
        return List.of(
                Figure.of(name(), "raw loopback TCP", raw.median() / 1e6, "MB/s"),
                Figure.of(name(), "operands to one worker", down.median() / 1e6, "MB/s"),
                Figure.of(name(), "results from one worker", up.median() / 1e6, "MB/s"),
                Figure.of(name(), "operands / raw TCP", down.median() / raw.median(), "×")
                        .atLeast(0.5),
                Figure.of(name(), "results / raw TCP", up.median() / raw.median(), "×")
                        .atLeast(0.5)
                        .noted("every byte is unmasked (RFC 6455 §5.3)"));
    }

    private List<Figure> roundTrips(Setup setup) throws Exception {
        int chunks = setup.count(20_000, 200);
        Path data = setup.scratch().resolve("wire-trips");
        try (GridProcess grid = GridProcess.start(data);
                ZeroFleet fleet = new ZeroFleet(grid.join(), ZeroEvents.NONE)) {
            fleet.add(8, TinyJob.conduct(0), PATIENCE);
            var job = TinyJob.upload(grid.client(), setup.scratch(), chunks);
            Samples rates = new Samples();
            for (int i = -1; i < 3; i++) {
                setup.progress()
                        .accept("wire: round trips of tiny chunks, " + (i < 0 ? "warming up" : "job " + (i + 1)));
                var metrics = grid.client().runToEnd(job).metrics();
                if (i >= 0 && metrics != null) {
                    rates.add(metrics.chunks() / metrics.totalMs() * 1e3);
                }
            }
            return List.of(Figure.of(name(), "round trips a second, tiny chunks, 8 workers", rates.median(), "/s")
                    .atLeast(5_000)
                    .noted("whole jobs: verified, stored, committed"));
        }
    }

    private List<Figure> dispatch(Setup setup) throws Exception {
        setup.progress().accept("wire: how soon a worker hears of its next chunk");
        NextTask waits = new NextTask();
        Path data = setup.scratch().resolve("wire-dispatch");
        try (GridProcess grid = GridProcess.start(data);
                ZeroFleet fleet = new ZeroFleet(grid.join(), waits)) {
            fleet.add(WORKERS, TinyJob.conduct(20), PATIENCE);
            int chunks = setup.count(4_000, 100);
            var job = TinyJob.upload(grid.client(), setup.scratch(), chunks);
            grid.client().runToEnd(job);
            waits.begin(Math.max(chunks / 2, chunks - WORKERS * FlowLimits.DEFAULT.window()));
            grid.client().runToEnd(job);
        }
        Samples samples = waits.samples();
        return List.of(
                Figure.of(name(), "result sent → next chunk's first byte, median, 20 workers", samples.median(), "ms"),
                Figure.of(
                                name(),
                                "result sent → next chunk's first byte, p99, 20 workers",
                                samples.percentile(99),
                                "ms")
                        .atMost(20)
                        .noted(samples.size() + " chunks of 20 ms each; the result's own way included"));
    }
}
