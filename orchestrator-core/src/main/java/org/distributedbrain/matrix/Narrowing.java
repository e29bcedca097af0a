package org.distributedbrain.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rounds wider numbers to float32, to nearest, and keeps account of what that changed. For one thread.
 *
 * <p>The largest relative change is taken over values within float32's normal range; values beyond it become infinite, and values below it
 * lose digits or become 0: those are counted.
 */
final class Narrowing {
    private double largestChange;
    private long overflowed;
    private long underflowed;

    float of(double value) {
        float narrow = (float) value;
        if (narrow != value && !Double.isNaN(value)) {
            account(Math.abs(value), narrow, Math.abs(value - narrow));
        }
        return narrow;
    }

    float of(long value) {
        float narrow = (float) value;
        long change = value - (long) narrow;
        if (change != 0) {
            account(Math.abs((double) value), narrow, Math.abs((double) change));
        }
        return narrow;
    }

    /** The 64 bits taken as a number from 0 to 2^64 - 1. */
    float ofUnsigned(long bits) {
        if (bits >= 0) {
            return of(bits);
        }
        // Half of it, with the lost bit kept in the lowest place, rounds as the whole would.
        float half = (float) ((bits >>> 1) | (bits & 1));
        long change = bits - ((long) (half / 2) << 2);
        if (change != 0) {
            account(2.0 * (bits >>> 1), half * 2, Math.abs((double) change));
        }
        return half * 2;
    }

    /** A sentence for the owner of the data. */
    String note(Object name, String from) {
        List<String> changes = new ArrayList<>();
        if (largestChange > 0) {
            changes.add("the largest relative change was "
                    + String.format(Locale.ROOT, "%.1e", largestChange).replace("e-0", "e-"));
        }
        if (overflowed > 0) {
            changes.add(counted(overflowed) + " beyond ±3.4e38 became infinite");
        }
        if (underflowed > 0) {
            changes.add(counted(underflowed) + " below 1.2e-38 lost digits or became 0");
        }
        return "%s: %s narrowed to float32; %s."
                .formatted(name, from, changes.isEmpty() ? "no value changed" : String.join("; ", changes));
    }

    private void account(double magnitude, float narrow, double change) {
        if (Float.isInfinite(narrow)) {
            overflowed++;
        } else if (magnitude < Float.MIN_NORMAL) {
            underflowed++;
        } else {
            largestChange = Math.max(largestChange, change / magnitude);
        }
    }

    static String counted(long values) {
        return values == 1 ? "1 value" : values + " values";
    }
}
