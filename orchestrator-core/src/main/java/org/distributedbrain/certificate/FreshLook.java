package org.distributedbrain.certificate;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.kernel.matmul.MatmulCheck;

/**
 * A piece of a result that was verified long ago, verified once more with vectors that whoever made it could not know. What that test computes
 * again must be what is there, but for rounding.
 */
final class FreshLook {
    private static final ValueLayout.OfFloat VALUE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** As a part of the root mean square, and of a value itself, where sums of parts were rounded. */
    private static final double TOLERATED = 3e-4;

    private static final double TOLERATED_OF_ITSELF = 1e-5;

    private FreshLook() {}

    /**
     * How far one value may be off, as a part of the root mean square of them all.
     *
     * @throws Misfit when the values are not the product
     */
    static double at(MatmulCheck check, Chunk chunk, MemorySegment values, String place, Arena arena) {
        MemorySegment copy = arena.allocate(values.byteSize(), 64).copyFrom(values);
        return switch (check.check(chunk, copy)) {
            case Verdict.Wrong wrong ->
                throw new Misfit("The result at " + place + " is not the product: " + wrong.message());
            case Verdict.Passed passed -> {
                Double known = passed.evidence().bound();
                double bound = known == null ? 0 : known;
                if (copy.mismatch(values) >= 0) { // also where columns were computed again, as those of NaN are
                    requireKept(values, copy, Math.max(TOLERATED, 3 * bound), place);
                }
                yield bound;
            }
        };
    }

    private static void requireKept(MemorySegment values, MemorySegment computed, double tolerated, String place) {
        double squares = 0;
        long count = values.byteSize() / 4;
        for (long i = 0; i < count; i++) {
            float x = values.get(VALUE, 4 * i);
            squares += Float.isFinite(x) ? (double) x * x : 0;
        }
        double rms = Math.sqrt(squares / count);
        for (long i = 0; i < count; i++) {
            float there = values.get(VALUE, 4 * i);
            float right = computed.get(VALUE, 4 * i);
            boolean same = Float.compare(there, right) == 0
                    || Math.abs((double) there - right)
                            <= Math.max(tolerated * rms, TOLERATED_OF_ITSELF * Math.abs(right));
            if (!same) {
                throw new Misfit("The result at " + place + " is not the product: it holds " + there + " where that is "
                        + right + ".");
            }
        }
    }
}
