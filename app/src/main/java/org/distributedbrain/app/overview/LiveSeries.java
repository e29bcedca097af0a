package org.distributedbrain.app.overview;

import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;

/** The last minutes, second by second: how much was computed, and which part of the workers' time was computing. */
final class LiveSeries {
    static final int SECONDS = 300;

    /** What a snapshot says, true until the next one. */
    private record Held(double gigaflops, int computing, int connected) {
        static final Held NOTHING = new Held(0, 0, 0);

        static Held of(Snapshot snapshot) {
            int computing = (int) snapshot.workers().stream()
                    .filter(worker -> worker.state() == WorkerState.COMPUTING)
                    .count();
            return new Held(
                    snapshot.totals().gigaflops(), computing, snapshot.totals().activeWorkers());
        }
    }

    // Each by second modulo SECONDS, in the unit times milliseconds.
    private final double[] gigaflops = new double[SECONDS];
    private final double[] computing = new double[SECONDS];
    private final double[] connected = new double[SECONDS];
    private final double[] known = new double[SECONDS];

    private Held held = Held.NOTHING;
    private long end = Long.MIN_VALUE;
    private boolean begun;

    /** @return whether another second began */
    boolean take(Snapshot snapshot) {
        boolean next = until(snapshot.at());
        held = Held.of(snapshot);
        return next;
    }

    /** So late it is, and nothing has changed. What is older than the latest is the latest. @return whether another second began */
    boolean until(Instant now) {
        long to = now.toEpochMilli();
        if (!begun) {
            begun = true;
            end = to;
            return true;
        }
        if (to <= end) {
            return false;
        }
        long before = Math.floorDiv(end, 1000L);
        if (to - end >= SECONDS * 1000L) {
            forget();
            end = to - (SECONDS - 1) * 1000L;
        }
        while (end < to) {
            long second = Math.floorDiv(end, 1000L);
            long stop = Math.min(to, (second + 1) * 1000);
            add(slot(second), stop - end);
            end = stop;
            if (end == (second + 1) * 1000) {
                clear(slot(second + 1));
            }
        }
        return Math.floorDiv(end, 1000L) != before;
    }

    private void add(int slot, double millis) {
        gigaflops[slot] += held.gigaflops() * millis;
        computing[slot] += held.computing() * millis;
        connected[slot] += held.connected() * millis;
        known[slot] += millis;
    }

    private void clear(int slot) {
        gigaflops[slot] = 0;
        computing[slot] = 0;
        connected[slot] = 0;
        known[slot] = 0;
    }

    private void forget() {
        for (double[] each : new double[][] {gigaflops, computing, connected, known}) {
            Arrays.fill(each, 0);
        }
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    private int slotAgo(int ago) {
        return slot(Math.floorDiv(end, 1000L) - ago);
    }

    /** Mean throughput of the second that is so many whole seconds ago, in 10⁹ operations per second; 1 is the last whole one. Empty if unknown. */
    OptionalDouble gigaflops(int ago) {
        int slot = slotAgo(ago);
        return known[slot] > 0 ? OptionalDouble.of(gigaflops[slot] / known[slot]) : OptionalDouble.empty();
    }

    /** What is true now, in 10⁹ operations per second. */
    double now() {
        return held.gigaflops();
    }

    /** Of the connected workers' time in the last seconds, the part that they computed, from 0 to 1; empty while there are none. */
    OptionalDouble efficiency(int seconds) {
        double part = 0;
        double all = 0;
        for (int ago = 0; ago < Math.min(seconds, SECONDS); ago++) {
            part += computing[slotAgo(ago)];
            all += connected[slotAgo(ago)];
        }
        return all > 0 ? OptionalDouble.of(part / all) : OptionalDouble.empty();
    }
}
