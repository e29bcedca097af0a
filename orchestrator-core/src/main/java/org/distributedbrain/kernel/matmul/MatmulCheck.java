package org.distributedbrain.kernel.matmul;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.JobCheck;
import org.jspecify.annotations.Nullable;

/**
 * Verification of what workers return for one job, by Freivalds' test in float64 with secret random vectors (Freivalds, "Probabilistic
 * machines can use less running time", IFIP 1977): for a row c of a returned chunk and the row a of A it comes from, {@code c·r} is compared
 * with {@code a·(B·r)}, at the cost of one pass over the row. A row that does not fit, or that holds NaN or infinities, is computed again in
 * float64 and judged element by element with a bound that no order of float32 operations exceeds; so an honest result never fails, and
 * what passes was either tested or computed here. The bounds and what they let through are in docs/decisions/0002-verification-bound.md.
 *
 * <p>It owns the secret vectors and B·r, made once per block of B when first needed. All calls are safe from any thread.
 */
public final class MatmulCheck implements JobCheck {
    private final MatmulOperands operands;
    private final Verification verification;
    private final Projections projections;

    private MatmulCheck(MatmulOperands operands, Verification verification, SecretSeed seed) {
        this.operands = operands;
        this.verification = verification;
        this.projections = new Projections(operands, new SecretVectors(seed));
    }

    /** Makes verification faster for the rest of this process: it takes some seconds of one processor, until {@code stop} at the most. */
    public static void rehearse(BooleanSupplier stop) {
        Dots.rehearse(stop);
    }

    /** For one job, with vectors that no worker can know. The operands must stay open as long as chunks are checked. */
    public static MatmulCheck create(MatmulOperands operands, Verification verification, SecretSeed seed) {
        return new MatmulCheck(operands, verification, seed);
    }

    /** With a seed that nobody knows. */
    public static MatmulCheck create(MatmulOperands operands, Verification verification) {
        return create(operands, verification, SecretVectors.freshSeed());
    }

    /** With Freivalds' test. */
    public static MatmulCheck create(MatmulOperands operands) {
        return create(operands, Verification.FREIVALDS);
    }

    /** With a given source of randomness. */
    static MatmulCheck create(MatmulOperands operands, RandomGenerator random) {
        return create(operands, Verification.FREIVALDS, SecretVectors.seedFrom(random));
    }

    /**
     * Judges one returned chunk. Rows and columns that were computed again here replace those in {@code values}, which therefore may enter
     * the result as they are after {@link Verdict.Passed}; after {@link Verdict.Wrong} they may not.
     *
     * @param chunk of this job; of one part of the sum, where that is split, its values are that part
     * @param values {@code 4·rows·cols} bytes outside the heap, row-major, little-endian; no other thread may use them meanwhile
     * @throws IllegalArgumentException when the chunk is not of this job's sizes or the length is another
     */
    @Override
    public Verdict check(Chunk chunk, MemorySegment values) {
        require(chunk, values);
        return new ChunkCheck(operands, projections, chunk, values).run(comparesInFull());
    }

    private boolean comparesInFull() {
        return verification.comparesInFull(size());
    }

    /**
     * The largest absolute difference between the finite values of a whole result, which was summed from parts, and a float64 product.
     *
     * @param c {@code 4·rowsA·colsB} bytes, row-major, little-endian
     * @return null for a job that is not compared in full
     */
    @Override
    public @Nullable Double compare(MemorySegment c) {
        if (!comparesInFull()) {
            return null;
        }
        MatmulSize size = size();
        ExactProduct exact = new ExactProduct(
                operands,
                new OperandBlock(new BlockId(0), Operand.A, 0, size.rowsA(), 0, size.colsA()),
                new OperandBlock(new BlockId(0), Operand.B, 0, size.colsA(), 0, size.colsB()));
        double largest = 0;
        for (int row = 0; row < size.rowsA(); row++) {
            double[] product = exact.rows(new int[] {row})[0];
            for (int col = 0; col < product.length; col++) {
                double error = Math.abs(c.get(Float32.LAYOUT, 4 * ((long) row * product.length + col)) - product[col]);
                if (Double.isFinite(error)) {
                    largest = Math.max(largest, error);
                }
            }
        }
        return largest;
    }

    /**
     * Judges values that entered a result long ago, as {@link #check} does, but nothing replaces them: what is computed again must be what is there,
     * but for rounding. The evidence's bound holds for the values as they are.
     *
     * @param recorded the evidence's bound when the values were accepted, or null where that is not known
     * @throws IllegalArgumentException as {@link #check} does
     */
    public Verdict confirm(Chunk chunk, MemorySegment values, @Nullable Double recorded) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(values.byteSize(), 64).copyFrom(values);
            return switch (check(chunk, copy)) {
                case Verdict.Wrong wrong -> wrong;
                case Verdict.Passed passed ->
                    new KeptValues(values, copy).judge(passed, chunk, recorded == null ? 0 : recorded);
            };
        }
    }

    /**
     * The largest residual of a tile's rows as a part of its bound, as {@link org.distributedbrain.job.Evidence#worstResidual} has it, of those that can be
     * tested. Changes nothing.
     *
     * @throws IllegalArgumentException as {@link #check} does
     */
    public double residual(Chunk chunk, MemorySegment values) {
        require(chunk, values);
        ProjectedBlock projected = projections.of(chunk.b());
        RowTest rows = new RowTest(projected.projection(), projections.times(chunk.a(), projected), chunk, values);
        rows.run();
        return rows.worst();
    }

    private void require(Chunk chunk, MemorySegment values) {
        MatmulSize size = size();
        boolean fits = chunk.a().operand() == Operand.A
                && chunk.b().operand() == Operand.B
                && chunk.a().firstCol() == chunk.b().firstRow()
                && chunk.a().cols() == chunk.b().rows()
                && chunk.a().firstCol() >= 0
                && chunk.inner() >= 1
                && chunk.inner() <= size.colsA() - chunk.a().firstCol()
                && chunk.firstRow() >= 0
                && chunk.rows() >= 1
                && chunk.rows() <= size.rowsA() - chunk.firstRow()
                && chunk.firstCol() >= 0
                && chunk.cols() >= 1
                && chunk.cols() <= size.colsB() - chunk.firstCol();
        if (!fits) {
            throw new IllegalArgumentException(chunk + " is not a chunk of " + size);
        }
        if (values.byteSize() != chunk.resultBytes() || !values.isNative()) {
            throw new IllegalArgumentException(
                    values + " is not " + chunk.resultBytes() + " bytes outside the heap, as " + chunk.id() + " needs");
        }
    }

    private MatmulSize size() {
        return operands.size();
    }
}
