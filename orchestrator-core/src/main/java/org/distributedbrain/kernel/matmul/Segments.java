package org.distributedbrain.kernel.matmul;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.distributedbrain.job.OperandBlock;

/**
 * A block of B cut into segments of neighbouring columns, each multiplied with its part of one secret vector of ±1. A residual of a
 * segment holds the rounding errors of few elements, so that a single wrong one stands out of them where it would not in a whole row. Segments hold
 * about equally much of {@code ‖B‖²}, so that a few large columns hide no others.
 *
 * @param bounds first column of each segment, counted from the block's first, and behind the last the number of columns
 * @param br per segment a vector with an entry for each row of the block
 * @param norms per segment the Frobenius norm of its columns
 */
record Segments(int[] bounds, double[][] br, double[] norms) {
    /**
     * By a pass over a block.
     *
     * @param whole the block's projection, whose first vector is that of ±1
     * @param count one of {@link #counts}
     */
    static Segments of(MatmulOperands operands, OperandBlock block, Projection whole, int count) {
        int[] bounds = bounds(operands, block, whole.leftOut(), count);
        return of(bounds, BlockPass.over(operands.b(), block, whole.r(), whole.leftOut(), bounds, 1));
    }

    /** From a pass that was made, of whose vectors the first was that of ±1. */
    static Segments of(int[] bounds, BlockPass pass) {
        double[][] br =
                Arrays.stream(pass.products()).map(vectors -> vectors[0]).toArray(double[][]::new);
        double[] norms = DoubleStream.of(pass.squares()).map(Math::sqrt).toArray();
        return new Segments(bounds, padded(br), norms);
    }

    /**
     * The same block in fewer segments, each made of some of these.
     *
     * @param count of {@link #counts}, less than this was made with
     */
    Segments coarser(MatmulOperands operands, OperandBlock block, Projection whole, int count) {
        int[] merged = bounds(operands, block, whole.leftOut(), count);
        double[][] sums = new double[merged.length - 1][block.rows()];
        double[] ofMerged = new double[merged.length - 1];
        int into = 0;
        for (int g = 0; g < count(); g++) {
            if (bounds[g] == merged[into + 1]) {
                into++;
            }
            BlockPass.add(br[g], sums[into]);
            ofMerged[into] = Math.hypot(ofMerged[into], norms[g]);
        }
        return new Segments(merged, padded(sums), ofMerged);
    }

    /** The numbers of segments there are, up to {@code most}: each but the first is twice the one before, so that every cut is also one of the finer ones. */
    static IntStream counts(int most) {
        return IntStream.iterate(1, count -> count == 1 || count <= most, Segments::finer);
    }

    /** The number of segments after this one. */
    static int finer(int count) {
        return count == 1 ? Dots.VECTORS : 2 * count;
    }

    /** With as many as {@link Dots} wants: those to spare are zeros. */
    private static double[][] padded(double[][] vectors) {
        int wanted = Math.ceilDiv(vectors.length, Dots.VECTORS) * Dots.VECTORS;
        if (wanted == vectors.length) {
            return vectors;
        }
        double[][] padded = Arrays.copyOf(vectors, wanted);
        Arrays.fill(padded, vectors.length, wanted, new double[vectors[0].length]);
        return padded;
    }

    /** Cuts where the running sum of squares passes a multiple of its {@code count}-th part; fewer segments where single columns hold several. */
    static int[] bounds(MatmulOperands operands, OperandBlock block, BitSet leftOut, int count) {
        double[] squares = operands.columnsOfB().squares();
        int cols = block.cols();
        double[] running = new double[cols + 1];
        for (int j = 0; j < cols; j++) {
            running[j + 1] = running[j] + (leftOut.get(j) ? 0 : squares[block.firstCol() + j]);
        }
        IntStream.Builder cuts = IntStream.builder().add(0);
        double part = running[cols] / count;
        int cut = 0;
        int next = 1;
        for (int j = 1; j < cols; j++) {
            // A column belongs where most of it lies.
            if ((running[j] + running[j + 1]) / 2 > next * part && j > cut) {
                cuts.add(j);
                cut = j;
                next = Math.max(next + 1, (int) Math.ceil((running[j] + running[j + 1]) / 2 / part));
            }
        }
        return cuts.add(cols).build().toArray();
    }

    int count() {
        return bounds.length - 1;
    }

    /** What so many segments of a block take of the heap, about. */
    static long bytes(OperandBlock block, int count) {
        return 8L * count * block.rows();
    }
}
