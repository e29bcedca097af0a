package org.distributedbrain.app;

import java.nio.file.Path;
import java.util.List;
import org.distributedbrain.app.shell.ConsoleModel;
import org.distributedbrain.app.submit.SubmitModel;
import org.distributedbrain.app.submit.TilesModel;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.Verification;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;

/** What a grid can look like, for the screenshots. */
enum Scenario {
    /** Nobody has joined and nothing was run. */
    EMPTY {
        @Override
        void play(FakeGrid grid, ConsoleModel model) {}
    },

    /** A handful of devices and a job half-way. */
    RUNNING {
        @Override
        void play(FakeGrid grid, ConsoleModel model) {
            grid.invite("http://192.168.1.20:8080/join#k3Vq9TzR1mXwYb7LhP2c", false);
            model.join().refresh();
            FleetSamples.play(grid);
            finished(grid);
            JobView half = Samples.running(Samples.job("A.npy × B.npy", 4096, 4096, 4096, 64), 23);
            Estimate estimate = new Estimate(2_300.0, 268_000_000, 67_100_000, Estimate.Bound.UPLINK, 900.0, 6);
            half = Samples.expected(half, estimate);
            half = Samples.how(half, JobOptions.DEFAULT, new TileGrid(8, 8, 1));
            List<String> busy = List.of("This computer", "Maya’s Pixel", "Studio laptop", "Old phone");
            grid.executions.put(half.id(), TileSamples.ended(half, busy));
            grid.job(half);
            grid.gigaflops(213.6);
            SampleAttempts.live(grid, Samples.id("embeddings.npy × projection.npy"), half);
            SampleLoad.past(model.efficiency(), grid.snapshot());
            SamplePulse.past(model.overview(), grid.snapshot());
            model.jobs().reveal(Samples.id("A.npy × B.npy"));
            model.submit().choose(Operand.A, Path.of("embeddings-2048x768.npy"));
            model.submit().choose(Operand.B, Path.of("projection-768x1024.npy"));
        }
    },

    /** A finished job in full. */
    DONE {
        @Override
        void play(FakeGrid grid, ConsoleModel model) {
            grid.invite("https://brain.example.net/join#k3Vq9TzR1mXwYb7LhP2c", false);
            grid.tunnel().on(312_000_000);
            model.join().refresh();
            FleetSamples.play(grid);
            finished(grid);
            model.submit().choose(Operand.A, Path.of("embeddings-2048x768.npy"));
            model.submit().choose(Operand.B, Path.of("projection-768x1024.npy"));
            JobId large = Samples.id("embeddings.npy × projection.npy");
            model.jobs().reveal(large);
            SampleAttempts.past(grid, large, 1.824);
            model.stream().reveal(new ChunkId(large, 2));
        }
    },

    /** Twenty workers, long names, a failed job, wrong files. */
    CROWDED {
        @Override
        void play(FakeGrid grid, ConsoleModel model) {
            grid.invite("http://192.168.1.20:8080/join#k3Vq9TzR1mXwYb7LhP2c", false);
            model.join().refresh();
            model.workers().asTable();
            for (int i = 1; i <= 20; i++) {
                WorkerState state = WorkerState.values()[i % 4];
                String name = i % 5 == 0 ? "Anna-Katharina’s MacBook Pro in the meeting room " + i : "Worker " + i;
                String kind = new String[] {"phone", "laptop", "desktop", "server", "tablet", "unknown"}[i % 6];
                grid.worker(Samples.worker(
                        name, kind, i % 3 == 0 ? "wasm" : "webgpu", "Apple M2 Max (Metal 3)", state, i * 7, 900.0 * i));
            }
            finished(grid);
            JobView failing = Samples.job(
                    "a-very-long-file-name-from-an-experiment-2026-02-28.npy × another-very-long-name.npy",
                    16384,
                    16384,
                    16384,
                    256);
            failing = Samples.noted(
                    Samples.running(failing, 31),
                    "A was narrowed from float64 to float32; the largest change was 2.9e-8 of a value.",
                    "B holds 12 NaN values: every row of C that meets them is NaN.");
            grid.job(Samples.ended(
                    failing,
                    JobState.FAILED,
                    "Chunk 31 failed on 5 workers in a row; the last one, “Worker 7”, ran out of memory:"
                            + " invite a device with more than 2 GB or submit a smaller product."));
            model.submit().choose(Operand.A, Path.of("measurements-of-last-week-512x300.npy"));
            model.submit().choose(Operand.B, Path.of("notes.docx"));
            model.jobs().reveal(failing.id());
            model.notice().set("This computer could not join: all 4 threads are in use by another worker.");
        }
    },

    /** A job that waits for somebody to join, and the sizes form with a wrong size. */
    WAITING {
        @Override
        void play(FakeGrid grid, ConsoleModel model) {
            JobOptions unverified = new JobOptions(Partition.ROWS, Priority.HIGH, Verification.NONE);
            JobView fast = Samples.job("Random matrices, seed 3", 512, 512, 512, 4);
            grid.job(Samples.how(
                    Samples.done(fast, Samples.metrics(fast, 71.5, 2, null)), unverified, TileGrid.rows(4)));
            grid.job(Samples.waiting(
                    Samples.how(
                            Samples.job("Random matrices, seed 7", 1024, 1024, 1024, 16),
                            unverified,
                            TileGrid.rows(16)),
                    "No worker is connected: scan the code with a phone, or use this computer too."));
            model.submit().mode().set(SubmitModel.Mode.SIZES);
            model.submit().colsB().set("-3");
        }
    },

    /** A picture is chosen for the next job. */
    PICTURE {
        @Override
        void play(FakeGrid grid, ConsoleModel model) {
            FleetSamples.play(grid);
            TilesModel tiles = model.submit().tiles();
            tiles.text(tiles.kernels().getFirst(), "center").set("-0.743643887,0.131825904");
            tiles.text(tiles.kernels().getFirst(), "zoom").set("40");
            tiles.text(tiles.kernels().getFirst(), "iterations").set("300");
            model.submit().mode().set(SubmitModel.Mode.TILES);
            model.submit().verification().set(Verification.NONE);
        }
    },

    /** The disk is full: jobs stand still until there is room. */
    TROUBLE {
        @Override
        void play(FakeGrid grid, ConsoleModel model) {
            grid.invite("http://192.168.1.20:8080/join#k3Vq9TzR1mXwYb7LhP2c", false);
            model.join().refresh();
            FleetSamples.play(grid);
            finished(grid);
            JobView paused = Samples.job("A.npy × B.npy", 4096, 4096, 4096, 64);
            grid.job(Samples.waiting(
                    paused,
                    "The result cannot be written to /home/maya/brain/results/8f1c.npy: the disk is full; free some space"
                            + " there, and the job goes on by itself."));
            model.jobs().reveal(paused.id());
            grid.trouble(
                    "The disk that holds /home/maya/brain is full, and nothing was stored: free some space on it, or"
                            + " choose a folder on another disk with --data.");
        }
    };

    abstract void play(FakeGrid grid, ConsoleModel model);

    private static void finished(FakeGrid grid) {
        JobView small = Samples.job("Random matrices, seed 7", 512, 512, 512, 4);
        grid.job(Samples.done(small, Samples.metrics(small, 182.4, 2, 3.1e-6)));
        JobView stopped = Samples.job("X.npy × Y.npy", 8192, 8192, 8192, 256);
        grid.job(Samples.ended(Samples.running(stopped, 60), JobState.CANCELLED, null));
        JobView large = Samples.job("embeddings.npy × projection.npy", 2048, 768, 1024, 32);
        large = Samples.noted(
                large, "A was narrowed from float64 to float32; the largest change was 2.9e-8 of a value.");
        large = Samples.how(
                large, new JobOptions(Partition.TILES, Priority.LOW, Verification.FREIVALDS), new TileGrid(8, 4, 1));
        large = Samples.expected(
                large, new Estimate(2_040.0, 12_600_000, 8_390_000, Estimate.Bound.COMPUTE, 3_100.0, 3));
        large = Samples.done(
                Samples.from(
                        large,
                        new MatmulSource.Files(Path.of("embeddings-2048x768.npy"), Path.of("projection-768x1024.npy"))),
                Samples.metrics(large, 1824, 3, 3.1e-6));
        grid.executions.put(
                large.id(),
                TileSamples.ended(large, List.of("This computer", "Maya’s Pixel", "Studio laptop", "Old phone")));
        grid.job(large);
    }
}
