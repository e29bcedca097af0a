package org.distributedbrain.kernel;

import java.lang.foreign.MemorySegment;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Verdict;
import org.jspecify.annotations.Nullable;

/** Verification of what workers return for one job. All calls are safe from any thread. */
public interface JobCheck {

    /**
     * Judges one returned chunk. After {@link Verdict.Passed} the values may enter the result as they are then; after {@link Verdict.Wrong} they may
     * not.
     *
     * @param values {@code 4·rows·cols} bytes outside the heap, row-major, little-endian; no other thread may use them meanwhile
     * @throws IllegalArgumentException when the chunk is not of this job or the length is another
     */
    Verdict check(Chunk chunk, MemorySegment values);

    /** How many operations these values took, where they tell; what the chunk says where not. Of values that may be wrong. */
    default double operations(Chunk chunk, MemorySegment values) {
        return chunk.operations();
    }

    /**
     * The largest absolute difference between a whole result, which was summed from parts, and one that this computer makes.
     *
     * @return null where that is not computed
     */
    default @Nullable Double compare(MemorySegment result) {
        return null;
    }
}
