package org.distributedbrain.kernel.matmul;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.OperandBlock;

/**
 * What is known of one block of A through the secret vectors: its rows times B·r of each block of B. Reading A costs as much as the arithmetic, so
 * one pass over it serves all blocks of B that are known by then, for each of them is going to be asked for. Threads that need it together wait for it.
 */
final class ProjectedRows {
    /** More vectors would push each other out of the cache. */
    private static final int BLOCKS_AT_ONCE = 8;

    private final MatmulOperands operands;
    private final OperandBlock block;
    private final double[] squares;
    private final Map<ProjectedBlock.Range, double[][]> products = new HashMap<>();
    private volatile int multiplied;

    ProjectedRows(MatmulOperands operands, OperandBlock block) {
        this.operands = operands;
        this.block = block;
        this.squares = new double[block.rows()];
    }

    /**
     * The rows times what is known of one block of B.
     *
     * @param products {@code A_i·(B·r)}: per row an entry for each of the projection's vectors
     * @param squares per row the sum of its squares, finite if and only if all its values are
     */
    record Times(double[][] products, double[] squares) {}

    /** @param known what else these rows are going to be multiplied with, as far as it is made */
    synchronized Times times(ProjectedBlock wanted, List<ProjectedBlock> known) {
        double[][] made = products.get(wanted.range());
        if (made == null) {
            List<ProjectedBlock> together = new ArrayList<>(List.of(wanted));
            for (ProjectedBlock other : known) {
                if (together.size() < BLOCKS_AT_ONCE && other != wanted && !products.containsKey(other.range())) {
                    together.add(other);
                }
            }
            made = multiply(together);
        }
        return new Times(made, squares);
    }

    /** Returns the products with the first of them. */
    private double[][] multiply(List<ProjectedBlock> blocks) {
        double[][] vectors = blocks.stream()
                .flatMap(of -> Arrays.stream(of.projection().br()))
                .toArray(double[][]::new);
        double[][][] made = new double[blocks.size()][block.rows()][Projection.VECTORS];
        double[][] sums = new double[Dots.ROWS][vectors.length];
        double[] squaresOfSome = new double[Dots.ROWS];
        long[] offsets = new long[Dots.ROWS];
        RowProducts rows = new RowProducts();
        for (int first = 0; first < block.rows(); first += Dots.ROWS) {
            int number = Math.min(Dots.ROWS, block.rows() - first);
            for (int i = 0; i < number; i++) {
                offsets[i] = offset(operands, block, first + i);
            }
            rows.multiply(operands.a().values(), offsets, number, block.cols(), vectors, sums, squaresOfSome);
            for (int i = 0; i < number; i++) {
                for (int g = 0; g < made.length; g++) {
                    System.arraycopy(sums[i], g * Projection.VECTORS, made[g][first + i], 0, Projection.VECTORS);
                }
            }
            if (products.isEmpty()) {
                System.arraycopy(squaresOfSome, 0, squares, first, number);
            }
        }
        for (int g = 0; g < made.length; g++) {
            products.put(blocks.get(g).range(), made[g]);
        }
        multiplied = products.size();
        return made[0];
    }

    /** Where a block's part of row {@code row} begins in A, in bytes. */
    static long offset(MatmulOperands operands, OperandBlock block, int row) {
        return 4 * ((long) (block.firstRow() + row) * operands.a().cols() + block.firstCol());
    }

    /** What it takes of the heap, about. */
    long bytes() {
        return (8L + multiplied * (8L * Projection.VECTORS + 24)) * block.rows();
    }
}
