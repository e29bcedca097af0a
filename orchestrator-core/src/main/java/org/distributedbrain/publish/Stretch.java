package org.distributedbrain.publish;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of time in a lane, in microseconds.
 *
 * @param busy how long each kind was true
 * @param line how long the lane shows each kind; the sum is the time in which the worker was there
 * @param shown the one piece that the lane shows, or null
 */
record Stretch(
        long from,
        long to,
        long[] busy,
        long[] line,
        @Nullable Piece shown,
        int ended,
        int faults) {

    Stretch andEnds(int attempts, int broken) {
        return attempts == 0 ? this : new Stretch(from, to, busy, line, shown, ended + attempts, faults + broken);
    }

    long length() {
        return to - from;
    }

    /** What the lane shows longest. */
    SpanKind kind() {
        int longest = 0;
        for (int i = 1; i < line.length; i++) {
            if (line[i] > line[longest]) {
                longest = i;
            }
        }
        return SpanKind.values()[longest];
    }

    /** Whether nothing changes from this one to the one right after it. */
    boolean looksLike(Stretch next) {
        if (next.from != to || next.shown != shown) {
            return false;
        }
        for (int i = 0; i < busy.length; i++) {
            boolean always = busy[i] == length() && next.busy[i] == next.length();
            boolean never = busy[i] == 0 && next.busy[i] == 0;
            if (!always && !never) {
                return false;
            }
        }
        return true;
    }

    Stretch with(Stretch next) {
        long[] both = busy.clone();
        long[] lines = line.clone();
        Arrays.setAll(both, i -> busy[i] + next.busy[i]);
        Arrays.setAll(lines, i -> line[i] + next.line[i]);
        return new Stretch(
                from,
                next.to,
                both,
                lines,
                shown == next.shown ? shown : null,
                ended + next.ended,
                faults + next.faults);
    }

    Span span() {
        return new Span(
                Micros.instant(from),
                Micros.instant(to),
                kind(),
                Busy.of(busy),
                shown == null ? null : shown.task(),
                shown == null ? null : shown.chunk(),
                ended,
                faults);
    }
}
