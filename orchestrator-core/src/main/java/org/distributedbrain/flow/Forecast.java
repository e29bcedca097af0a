package org.distributedbrain.flow;

import java.util.List;
import org.distributedbrain.job.Estimate.Bound;

/**
 * How long a job takes by what is known of links and speeds, and what it waits for most. Each worker is a pipeline: the first chunk passes through
 * all of its stages, and from then on the slowest stage sets the pace,
 *
 * <pre>  T ≈ first chunk out + computed + in + overhead, + max(the other bytes out, arithmetic, bytes in, overheads)  + closing</pre>
 *
 * where workers share this computer's ways out and in, and those that run on it its processor. Pure.
 */
record Forecast(double totalMs, Bound bound) {
    /** A worker's overhead hides behind its other tasks when that many are under way. */
    private static final int WINDOW = 2;

    /**
     * What is known of this computer.
     *
     * @param outBytesPerSecond to all workers together
     * @param inBytesPerSecond from all workers together
     * @param operationsPerSecond of its whole processor; infinite when that was not measured
     * @param chunkMs its own work for every chunk
     * @param closingMs from the last byte that comes back to the durable result
     */
    record Computer(
            double outBytesPerSecond,
            double inBytesPerSecond,
            double operationsPerSecond,
            double chunkMs,
            double closingMs) {}

    /** @param share the part of the grid that this job gets beside others, in (0, 1] */
    static Forecast of(List<Helper> helpers, Computer computer, double share) {
        double allOut = helpers.stream().mapToLong(Helper::bytesOut).sum() / computer.outBytesPerSecond;
        double allFirst = helpers.stream().mapToLong(Helper::firstBytes).sum() / computer.outBytesPerSecond;
        double allIn = helpers.stream().mapToLong(Helper::bytesIn).sum() / computer.inBytesPerSecond;
        double arithmeticHere = helpers.stream()
                        .filter(Helper::here)
                        .mapToDouble(Helper::operations)
                        .sum()
                / computer.operationsPerSecond;
        int chunks = helpers.stream().mapToInt(Helper::chunks).sum();
        Forecast longest = new Forecast(0, Bound.OVERHEAD);
        for (Helper helper : helpers) {
            double out = longer(helper.bytesOut() / helper.pace().outBytesPerSecond(), allOut, helper.bytesOut());
            double first =
                    longer(helper.firstBytes() / helper.pace().outBytesPerSecond(), allFirst, helper.firstBytes());
            double in = longer(helper.bytesIn() / helper.pace().inBytesPerSecond(), allIn, helper.bytesIn());
            double compute = helper.operations() / helper.pace().operationsPerSecond();
            if (helper.here()) {
                compute = Math.max(compute, arithmeticHere);
            }
            double overheads = helper.chunks() * helper.pace().overheadMs() / WINDOW + chunks * computer.chunkMs;
            Forecast one = of(helper, 1e3 * first, 1e3 * out, 1e3 * compute, 1e3 * in, overheads);
            longest = one.totalMs > longest.totalMs ? one : longest;
        }
        double total = longest.totalMs / share + computer.closingMs;
        return new Forecast(total, computer.closingMs > total / 2 ? Bound.OVERHEAD : longest.bound);
    }

    /** A worker's own bytes are through when its own way has carried them, and not before the shared one has carried everybody's. */
    private static double longer(double own, double all, long bytes) {
        return bytes == 0 ? 0 : Math.max(own, all);
    }

    private static Forecast of(
            Helper helper, double firstMs, double outMs, double computeMs, double inMs, double overheadsMs) {
        double part = 1.0 / helper.chunks();
        double once = firstMs + computeMs * part + inMs * part + helper.pace().overheadMs();
        double rest = Math.max(
                Math.max(outMs - firstMs, computeMs * (1 - part)),
                Math.max(inMs * (1 - part), overheadsMs * (1 - part)));
        double most = Math.max(
                Math.max(outMs, computeMs), Math.max(inMs, helper.pace().overheadMs() + overheadsMs));
        Bound bound = most == outMs
                ? Bound.UPLINK
                : most == computeMs ? Bound.COMPUTE : most == inMs ? Bound.DOWNLINK : Bound.OVERHEAD;
        return new Forecast(once + rest, bound);
    }
}
