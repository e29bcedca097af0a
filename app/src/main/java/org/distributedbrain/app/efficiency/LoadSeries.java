package org.distributedbrain.app.efficiency;

import java.time.Instant;
import java.util.Arrays;
import org.distributedbrain.publish.Micros;

/**
 * What the workers did in each of the last seconds, and how many bytes were moved: sampled from snapshots, each of which holds until the next. A
 * ring: however long the console is open, it takes the same room.
 */
final class LoadSeries {
    /** Fifteen minutes. */
    static final int SECONDS = 900;

    private static final double MICROS = 1e6;

    private final long[] second = new long[SECONDS];
    private final double[] computing = new double[SECONDS];
    private final double[] transferring = new double[SECONDS];
    private final double[] waiting = new double[SECONDS];
    private final long[] bytesOut = new long[SECONDS];
    private final long[] bytesIn = new long[SECONDS];
    private Load now = new Load(0, 0, 0);
    private double last = Double.NaN;

    LoadSeries() {
        Arrays.fill(second, Long.MIN_VALUE);
    }

    /** How many workers do what. */
    record Load(int computing, int transferring, int waiting) {}

    /**
     * Sums over some seconds.
     *
     * @param computing in worker seconds, like the next two
     * @param bytesOut to workers, of attempts that ended
     */
    record Sum(double computing, double transferring, double waiting, long bytesOut, long bytesIn) {
        double all() {
            return computing + transferring + waiting;
        }

        /** The part of all time, in percent; 0 when nobody was there. */
        double percent(double part) {
            return all() == 0 ? 0 : 100 * part / all();
        }
    }

    /** From this moment on it is like this. */
    void take(Instant at, Load load) {
        until(at);
        now = load;
    }

    /** What was holds until this moment. One that is earlier than others before says nothing. */
    void until(Instant at) {
        double end = Micros.of(at) / MICROS;
        if (!(last <= end)) {
            last = Double.isNaN(last) ? end : last;
            return;
        }
        double begin = Math.max(last, end - SECONDS + 1);
        while (begin < end) {
            long of = (long) Math.floor(begin);
            double next = Math.min(end, of + 1.0);
            int slot = slot(of);
            computing[slot] += now.computing * (next - begin);
            transferring[slot] += now.transferring * (next - begin);
            waiting[slot] += now.waiting * (next - begin);
            begin = next;
        }
        last = end;
    }

    /** An attempt ended then that moved so many bytes; long ago is too late. */
    void moved(Instant at, long out, long in) {
        long of = Math.floorDiv(Micros.of(at), 1_000_000L);
        if (Double.isNaN(last) || of > last - SECONDS + 1) {
            int slot = slot(of);
            bytesOut[slot] += out;
            bytesIn[slot] += in;
        }
    }

    private int slot(long of) {
        int slot = (int) Math.floorMod(of, (long) SECONDS);
        if (second[slot] != of) {
            second[slot] = of;
            computing[slot] = 0;
            transferring[slot] = 0;
            waiting[slot] = 0;
            bytesOut[slot] = 0;
            bytesIn[slot] = 0;
        }
        return slot;
    }

    /** What was done from one second to just before another, both since 1970. */
    Sum between(long from, long to) {
        double c = 0;
        double t = 0;
        double w = 0;
        long out = 0;
        long in = 0;
        for (long of = Math.max(from, to - SECONDS); of < to; of++) {
            int slot = (int) Math.floorMod(of, (long) SECONDS);
            if (second[slot] == of) {
                c += computing[slot];
                t += transferring[slot];
                w += waiting[slot];
                out += bytesOut[slot];
                in += bytesIn[slot];
            }
        }
        return new Sum(c, t, w, out, in);
    }

    /** The end of what is known, in seconds since 1970; not a number before the first. */
    double end() {
        return last;
    }

    /** The last so many seconds. */
    Sum latest(int seconds) {
        long end = Double.isNaN(last) ? 0 : (long) Math.floor(last) + 1;
        return between(end - seconds, end);
    }
}
