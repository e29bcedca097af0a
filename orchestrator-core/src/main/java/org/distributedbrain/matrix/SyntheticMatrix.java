package org.distributedbrain.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Operand;

/**
 * Random matrices made from a seed, uniform in [-1, 1), bit for bit the same on every machine and in every language.
 *
 * <p>The value at linear index {@code i = row·cols + col} (row-major, from 0) of operand A (number 0) or B (number 1) is defined so: let
 * {@code w} be word {@code i mod 4} of the {@link Philox} block at counter {@code (low32(i / 4), high32(i / 4), number, 0)} under key
 * {@code (low32(seed), high32(seed))}; then the value is {@code ((w >>> 8) - 2^23) · 2^-23}. The subtraction of integers and the
 * multiplication by a power of two are exact in float32, so nothing is ever rounded.
 */
public final class SyntheticMatrix {
    /** Values that one thread makes between two writes. */
    private static final int BATCH = 1 << 16;

    private SyntheticMatrix() {}

    /** The value at one linear index, by the definition above. */
    public static float value(long seed, Operand operand, long index) {
        MemorySegment one = MemorySegment.ofArray(new float[1]);
        new SyntheticValues(seed, operand).fill(index, 1, one, 0);
        return one.get(Float32.LAYOUT, 0);
    }

    /**
     * Makes the whole matrix in a scratch file, on all processors.
     *
     * @throws BadInput when the sizes are not possible or the disk has no room
     */
    public static Matrix create(Operand operand, int rows, int cols, long seed, Path scratchFolder) {
        MatrixLimits.check("A synthetic matrix", rows, cols);
        long count = (long) rows * cols;
        try (ScratchFile scratch = ScratchFile.create(scratchFolder, 4 * count)) {
            long batches = (count + BATCH - 1) / BATCH;
            LongStream.range(0, batches).parallel().forEach(batch -> {
                long first = batch * BATCH;
                try (Arena arena = Arena.ofConfined()) {
                    long made = Math.min(BATCH, count - first);
                    MemorySegment values = arena.allocate(4 * made, 64);
                    new SyntheticValues(seed, operand).fill(first, made, values, 0);
                    scratch.write(4 * first, values);
                }
            });
            return scratch.toMatrix(rows, cols, List.of());
        }
    }
}
