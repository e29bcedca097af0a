package org.distributedbrain.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.distributedbrain.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spoiled HTTP requests, seeded, each on a connection of its own. A few in every build; {@code -Dfuzz.requests=100000} for as many, and
 * {@code -Dfuzz.seed=N} for others.
 */
class HttpFuzzTest {
    private static final int LANES = 8;

    @TempDir
    Path folder;

    @Test
    void no_request_however_spoiled_makes_the_server_fail_or_tell_its_insides() throws Exception {
        var count = FuzzGrid.count("fuzz.requests", 1_000);
        try (var grid = new FuzzGrid(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> lanes = new ArrayList<>();
            for (var lane = 0; lane < LANES; lane++) {
                var mutator = FuzzGrid.mutator(lane);
                lanes.add(threads.submit(() -> fuzz(grid, mutator, count / LANES)));
            }
            for (var lane : lanes) {
                lane.get();
            }
            grid.mustBeAsBefore();
            grid.report("fuzz.requests", "spoiled requests");
        }
    }

    private static int fuzz(FuzzGrid grid, Mutator mutator, int count) throws Exception {
        var numpy = Samples.ones();
        var golden = GoldenRequests.of(
                grid.token(),
                grid.joinKey(),
                grid.job.value(),
                HttpTestBase.sha256(numpy),
                new String(numpy, StandardCharsets.ISO_8859_1));
        for (var i = 0; i < count; i++) {
            var request = mutator.spoil(mutator.oneOf(golden));
            grid.mustBeClean(grid.exchange(request), request);
        }
        return count;
    }
}
