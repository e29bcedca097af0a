package org.distributedbrain.kernel.matmul;

import java.util.BitSet;
import java.util.stream.DoubleStream;
import org.distributedbrain.job.OperandBlock;

/**
 * A block of B seen through three secret random vectors r, one of ±1 and two Gaussian: the vectors, the block times r, and its norm.
 * Columns that hold NaN or infinities, in this block or elsewhere, are left out: their entries of r are 0 and B is read as if they were 0.
 *
 * @param r three vectors with an entry for each of its columns
 * @param br three vectors with an entry for each of its rows
 * @param norm Frobenius norm of the columns that are not left out
 * @param leftOut which are, counted from the block's first
 * @param thirds the same with the vector of ±1 alone, as finely as most rows need it
 */
record Projection(double[][] r, double[][] br, double norm, BitSet leftOut, Segments thirds) {
    static final int VECTORS = Dots.VECTORS;

    /** One of {@link Segments#counts}: finer than one at no cost. */
    static final int THIRDS = 3;

    static Projection of(MatmulOperands operands, OperandBlock block, SecretVectors vectors) {
        int firstCol = block.firstCol();
        BitSet leftOut = operands.columnsOfB().nonFinite().get(firstCol, firstCol + block.cols());
        double[][] r = vectors.columns(firstCol, block.cols(), leftOut);
        int[] bounds = Segments.bounds(operands, block, leftOut, THIRDS);
        BlockPass pass = BlockPass.over(operands.b(), block, r, leftOut, bounds, VECTORS);
        double[][] br = new double[VECTORS][block.rows()];
        for (double[][] ofSegment : pass.products()) {
            for (int v = 0; v < VECTORS; v++) {
                BlockPass.add(ofSegment[v], br[v]);
            }
        }
        double norm = Math.sqrt(DoubleStream.of(pass.squares()).sum());
        return new Projection(r, br, norm, leftOut, Segments.of(bounds, pass));
    }

    /** What it takes of the heap, about. */
    static long bytes(OperandBlock block) {
        return 8L * ((VECTORS + THIRDS) * (long) block.rows() + VECTORS * (long) block.cols());
    }
}
