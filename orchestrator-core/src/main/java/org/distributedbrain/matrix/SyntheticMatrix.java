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
    private static final int HALF = 1 << 23;
    private static final float SCALE = 0x1p-23f;
    /** Values that one thread makes between two writes. */
    private static final int BATCH = 1 << 16;

    /** Values made between two copies out of the heap: loops over arrays are fast from the start. */
    private static final int SOME = 1 << 12;

    private SyntheticMatrix() {}

    /** The value at one linear index, by the definition above. */
    public static float value(long seed, Operand operand, long index) {
        int[] block = new int[4];
        block(seed, operand, index >>> 2, block);
        return fraction(block[(int) (index & 3)]);
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
                    MemorySegment values = arena.allocate(4L * BATCH, 64);
                    fill(seed, operand, first, values);
                    scratch.write(4 * first, values.asSlice(0, 4 * Math.min(BATCH, count - first)));
                }
            });
            return scratch.toMatrix(rows, cols, List.of());
        }
    }

    /** Fills {@code values} with those from index {@code first} on, a multiple of four. */
    private static void fill(long seed, Operand operand, long first, MemorySegment values) {
        float[] some = new float[SOME];
        int[] block = new int[4];
        for (long at = 0; at < BATCH; at += SOME) {
            for (int i = 0; i < SOME; i += 4) {
                block(seed, operand, (first + at + i) >>> 2, block);
                some[i] = fraction(block[0]);
                some[i + 1] = fraction(block[1]);
                some[i + 2] = fraction(block[2]);
                some[i + 3] = fraction(block[3]);
            }
            MemorySegment.copy(some, 0, values, Float32.LAYOUT, 4 * at, SOME);
        }
    }

    private static void block(long seed, Operand operand, long index, int[] block) {
        int number = switch (operand) {
            case A -> 0;
            case B -> 1;
        };
        Philox.block((int) index, (int) (index >>> 32), number, 0, (int) seed, (int) (seed >>> 32), block);
    }

    private static float fraction(int word) {
        return ((word >>> 8) - HALF) * SCALE;
    }
}
