package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Optional;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.OperandBlock;

/** Parts of a returned chunk against their float64 product, element by element: what no rounding explains is wrong, the rest may be replaced. */
final class Judgement {
    /** Rows computed together: B is read once for all of them, and little is computed in vain when the first is wrong. */
    private static final int ROWS_AT_ONCE = 4;

    private final MatmulOperands operands;
    private final Chunk chunk;
    private final MemorySegment values;
    private double worstError;

    Judgement(MatmulOperands operands, Chunk chunk, MemorySegment values) {
        this.operands = operands;
        this.chunk = chunk;
        this.values = values;
    }

    /** The largest difference between a value that is kept and its product, both finite, of those that were looked at. */
    double worstError() {
        return worstError;
    }

    /**
     * Compares rows within some columns, up to the first value that is provably wrong, which it describes.
     *
     * @param replace whether the product takes the place of what was returned
     */
    Optional<String> judge(BitSet rows, Suspects.Columns columns, boolean replace) {
        ExactProduct exact = new ExactProduct(operands, chunk.a(), block(columns));
        int[] all = rows.stream().toArray();
        for (int from = 0; from < all.length; from += ROWS_AT_ONCE) {
            int[] some = new int[Math.min(ROWS_AT_ONCE, all.length - from)];
            for (int i = 0; i < some.length; i++) {
                some[i] = chunk.firstRow() + all[from + i];
            }
            double[][] products = exact.rows(some);
            for (int i = 0; i < some.length; i++) {
                Optional<String> wrong = judge(exact, all[from + i], columns.first(), products[i], replace);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private OperandBlock block(Suspects.Columns columns) {
        OperandBlock b = chunk.b();
        return new OperandBlock(
                b.id(), b.operand(), b.firstRow(), b.rows(), b.firstCol() + columns.first(), columns.count());
    }

    private Optional<String> judge(ExactProduct exact, int row, int firstCol, double[] product, boolean replace) {
        for (int j = 0; j < product.length; j++) {
            long offset = 4 * ((long) row * chunk.cols() + firstCol + j);
            float got = values.get(Float32.LAYOUT, offset);
            int wholeRow = chunk.firstRow() + row;
            int wholeCol = chunk.firstCol() + firstCol + j;
            if (exact.provablyWrong(wholeRow, wholeCol, got, product[j])) {
                return Optional.of("C[%d, %d] came back as %s; the product there is %s."
                        .formatted(wholeRow, wholeCol, got, (float) product[j]));
            }
            float kept = replace ? (float) product[j] : got;
            if (replace) {
                values.set(Float32.LAYOUT, offset, kept);
            }
            if (Math.abs(product[j]) <= Float.MAX_VALUE && Float.isFinite(kept)) {
                worstError = Math.max(worstError, Math.abs(kept - product[j]));
            }
        }
        return Optional.empty();
    }
}
