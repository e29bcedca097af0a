package org.distributedbrain.flow;

import org.distributedbrain.job.Pace;

/**
 * A grid of equal workers, simulated in steps of a fraction of a millisecond: every worker receives, computes and returns its chunks in order, two of
 * them under way at once, and all share this computer's wires, each transfer at its own pace or its fair part of them.
 */
final class WiredGrid {
    private static final double STEP_MS = 0.05;
    private static final int WINDOW = 2;

    private final Pace pace;
    private final Forecast.Computer computer;
    private final int workers;

    WiredGrid(Pace pace, Forecast.Computer computer, int workers) {
        this.pace = pace;
        this.computer = computer;
        this.workers = workers;
    }

    /** What is left of the stage that a chunk is in. */
    private static final class Pipe {
        double out;
        double wait;
        double compute;
        double in;
        int received;
        int computed;
        int returned;
    }

    /** Milliseconds until all chunks of all workers are back: each needs {@code a} bytes, its worker's first one {@code b} more. */
    double run(int chunks, long a, long b, long c, double operations) {
        Pipe[] pipes = new Pipe[workers];
        for (int i = 0; i < workers; i++) {
            pipes[i] = new Pipe();
            pipes[i].out = a + b;
            pipes[i].wait = pace.overheadMs();
            pipes[i].compute = operations;
            pipes[i].in = c;
        }
        double ms = 0;
        int done = 0;
        while (done < workers * chunks) {
            int sending = 0;
            int returning = 0;
            for (Pipe pipe : pipes) {
                sending += sends(pipe, chunks) ? 1 : 0;
                returning += pipe.returned < pipe.computed ? 1 : 0;
            }
            double out = Math.min(pace.outBytesPerSecond(), computer.outBytesPerSecond() / Math.max(1, sending));
            double in = Math.min(pace.inBytesPerSecond(), computer.inBytesPerSecond() / Math.max(1, returning));
            done = 0;
            for (Pipe pipe : pipes) {
                advance(pipe, chunks, out * STEP_MS / 1e3, in * STEP_MS / 1e3, a, c, operations);
                done += pipe.returned;
            }
            ms += STEP_MS;
        }
        return ms + computer.closingMs();
    }

    private static boolean sends(Pipe pipe, int chunks) {
        return pipe.received < chunks && pipe.received < pipe.returned + WINDOW;
    }

    private void advance(Pipe pipe, int chunks, double out, double in, long a, long c, double operations) {
        boolean returns = pipe.returned < pipe.computed;
        boolean computes = pipe.computed < pipe.received;
        if (sends(pipe, chunks)) {
            pipe.out -= out;
            if (pipe.out <= 0) {
                pipe.received++;
                pipe.out = a;
            }
        }
        if (computes && pipe.wait > 0) {
            pipe.wait -= STEP_MS;
        } else if (computes) {
            pipe.compute -= pace.operationsPerSecond() * STEP_MS / 1e3;
            if (pipe.compute <= 0) {
                pipe.computed++;
                pipe.compute = operations;
                pipe.wait = 0;
            }
        }
        if (returns) {
            pipe.in -= in;
            if (pipe.in <= 0) {
                pipe.returned++;
                pipe.in = c;
            }
        }
    }
}
