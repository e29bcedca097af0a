package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import jdk.incubator.vector.FloatVector;

/**
 * The matrix product on one thread of a CPU, in float32 with fused multiply-add, for any shape. It owns its scratch space (about 0.3 MiB of
 * heap), so each thread needs an instance of its own; several of them may work on different {@link GemmRange}s of the same product.
 *
 * <p>The loops are those of BLIS (Van Zee and van de Geijn, "BLIS: A Framework for Rapidly Instantiating BLAS Functionality", ACM TOMS 41(3),
 * 2015): a block of A of {@code BLOCK_ROWS × BLOCK_DEPTH} stays in the second-level cache, a sliver of B of {@code BLOCK_DEPTH × COLS} in the
 * first, a tile of C in registers. Values are summed in order within a block of the inner dimension, then block by block; NaN and infinities
 * go through as IEEE 754 says.
 */
public final class Gemm {
    /** With 16 lanes a sliver of B then fills 32 KiB. */
    private static final int BLOCK_DEPTH = 256;

    /** With the depth: 240 KiB of A, for second-level caches from 512 KiB on; each copied sliver of B serves this many rows. */
    private static final int BLOCK_ROWS = 40 * MicroKernel.ROWS;

    private final float[] block = new float[BLOCK_ROWS * BLOCK_DEPTH];
    private final float[] sliver = new float[BLOCK_DEPTH * MicroKernel.COLS];
    private final float[] tile = new float[MicroKernel.ROWS * MicroKernel.COLS];
    private final float[][] strip = new float[MicroKernel.ROWS][BLOCK_DEPTH];

    /** How many float32 values a vector register of this computer holds. */
    public static int lanes() {
        return MicroKernel.LANES;
    }

    /**
     * Computes {@code range} of C = A·B and leaves the rest of C alone.
     *
     * @param a row-major, {@code b.rows()} columns, little-endian float32
     * @param c row-major, {@code b.cols()} columns, little-endian float32
     * @param cancelled asked every few milliseconds; once true the computation ends early
     * @return false when it ended early, with C incomplete
     */
    public boolean multiply(MemorySegment a, PackedB b, MemorySegment c, GemmRange range, BooleanSupplier cancelled) {
        int inner = b.rows();
        int blocks = Math.ceilDiv(inner, BLOCK_DEPTH);
        // Blocks of equal depth: 300 as 150 + 150 is faster than 256 + 44.
        int depth = Math.ceilDiv(inner, blocks);
        for (int from = 0; from < inner; from += depth) {
            int thisDepth = Math.min(depth, inner - from);
            for (int row = range.fromRow(); row < range.toRow(); row += BLOCK_ROWS) {
                if (cancelled.getAsBoolean()) {
                    return false;
                }
                int rows = Math.min(BLOCK_ROWS, range.toRow() - row);
                packA(a, inner, row, rows, from, thisDepth);
                for (int panel = range.fromPanel(); panel < range.toPanel(); panel++) {
                    b.sliver(panel, from, thisDepth, sliver);
                    multiplySliver(c, b, panel, row, rows, thisDepth, from == 0);
                }
            }
        }
        return true;
    }

    /** One block of A with one sliver of B: a column of tiles. */
    private void multiplySliver(MemorySegment c, PackedB b, int panel, int row, int rows, int depth, boolean first) {
        int cols = b.cols();
        int width = b.width(panel);
        for (int i = 0; i < rows; i += MicroKernel.ROWS) {
            MicroKernel.multiply(depth, block, i * depth, sliver, tile);
            int height = Math.min(MicroKernel.ROWS, rows - i);
            for (int r = 0; r < height; r++) {
                long offset = 4 * ((long) (row + i + r) * cols + (long) panel * MicroKernel.COLS);
                if (width == MicroKernel.COLS) {
                    store(r * MicroKernel.COLS, c, offset, first);
                    store(r * MicroKernel.COLS + MicroKernel.LANES, c, offset + 4L * MicroKernel.LANES, first);
                } else {
                    storeEdge(r * MicroKernel.COLS, width, c, offset, first);
                }
            }
        }
    }

    private void store(int from, MemorySegment c, long offset, boolean first) {
        FloatVector sum = FloatVector.fromArray(MicroKernel.SPECIES, tile, from);
        if (!first) {
            sum = sum.add(FloatVector.fromMemorySegment(MicroKernel.SPECIES, c, offset, Float32.ORDER));
        }
        sum.intoMemorySegment(c, offset, Float32.ORDER);
    }

    private void storeEdge(int from, int width, MemorySegment c, long offset, boolean first) {
        for (int j = 0; j < width; j++) {
            long at = offset + 4L * j;
            c.set(Float32.LAYOUT, at, first ? tile[from + j] : tile[from + j] + c.get(Float32.LAYOUT, at));
        }
    }

    /** Packs a block of A into strips of {@code ROWS} rows, each strip column by column; missing rows become zeros. */
    private void packA(MemorySegment a, int inner, int row, int rows, int from, int depth) {
        for (int i = 0; i < rows; i += MicroKernel.ROWS) {
            for (int r = 0; r < MicroKernel.ROWS; r++) {
                if (i + r < rows) {
                    MemorySegment.copy(
                            a, Float32.LAYOUT, 4 * ((long) (row + i + r) * inner + from), strip[r], 0, depth);
                } else {
                    Arrays.fill(strip[r], 0, depth, 0);
                }
            }
            interleave(depth, i * depth);
        }
    }

    private void interleave(int depth, int start) {
        float[] s0 = strip[0];
        float[] s1 = strip[1];
        float[] s2 = strip[2];
        float[] s3 = strip[3];
        float[] s4 = strip[4];
        float[] s5 = strip[5];
        for (int p = 0, to = start; p < depth; p++, to += MicroKernel.ROWS) {
            block[to] = s0[p];
            block[to + 1] = s1[p];
            block[to + 2] = s2[p];
            block[to + 3] = s3[p];
            block[to + 4] = s4[p];
            block[to + 5] = s5[p];
        }
    }
}
