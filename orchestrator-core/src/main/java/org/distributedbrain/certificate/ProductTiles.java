package org.distributedbrain.certificate;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.kernel.matmul.MatmulCheck;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** The tiles of a product, tested twice: with the seed of the time when they were computed, and with one that nobody can have known. */
final class ProductTiles {
    /** How exactly a residual comes out again: it is a difference of sums whose order is not fixed. As a part of its bound. */
    static final double EXACTNESS = 1e-6;

    private final JobId job;
    private final Matrix c;
    private final int inner;
    private final MatmulCheck then;
    private final MatmulCheck now;

    ProductTiles(JobId job, Matrix c, MatmulOperands operands, SecretSeed seed) {
        this.job = job;
        this.c = c;
        this.inner = operands.size().colsA();
        this.then = MatmulCheck.create(operands, Verification.FREIVALDS, seed);
        this.now = MatmulCheck.create(operands, Verification.FREIVALDS);
    }

    /**
     * What was found.
     *
     * @param residual the largest with the seed of the time, as a part of its bound
     * @param bound how far one value may be off by the test with the fresh seed, as a part of the root mean square of the values around it
     */
    record Found(double residual, double bound) {}

    /**
     * @param recorded how far one value may be off, as a part of the root mean square of the tile; null where that is not known, as of a sum of
     *     parts
     * @throws Misfit when the values there are not the product
     */
    Found test(Place place, @Nullable Double recorded) {
        double residual = 0;
        double bound = 0;
        for (Place strip : Strips.of(place)) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment values = copy(c, strip, arena);
                Chunk chunk = chunk(strip);
                residual = Math.max(residual, then.residual(chunk, values));
                bound = Math.max(bound, confirmed(chunk, values, strip, recorded));
            }
        }
        return new Found(residual, bound);
    }

    private double confirmed(Chunk chunk, MemorySegment values, Place strip, @Nullable Double recorded) {
        return switch (now.confirm(chunk, values, recorded)) {
            case Verdict.Wrong wrong ->
                throw new Misfit("The result at " + Tiling.text(strip) + " is not the product: " + wrong.message());
            case Verdict.Passed passed -> {
                Double bound = passed.evidence().bound();
                yield bound == null ? 0 : bound;
            }
        };
    }

    static boolean isSame(double residual, double recorded) {
        return Math.abs(residual - recorded) <= EXACTNESS;
    }

    /** The hash of a tile's values. */
    static String hash(Matrix c, Place place) {
        MessageDigest digest = Sha256.digest();
        for (int row = place.firstRow(); row < place.firstRow() + place.rows(); row++) {
            Sha256.add(digest, c.values().asSlice(offset(c, row, place.firstCol()), 4L * place.cols()));
        }
        return Sha256.hex(digest.digest());
    }

    private static MemorySegment copy(Matrix c, Place place, Arena arena) {
        MemorySegment values = arena.allocate(Strips.bytes(place), 64);
        long row = 4L * place.cols();
        for (int i = 0; i < place.rows(); i++) {
            MemorySegment.copy(c.values(), offset(c, place.firstRow() + i, place.firstCol()), values, i * row, row);
        }
        return values;
    }

    private static long offset(Matrix c, int row, int col) {
        return 4 * ((long) row * c.cols() + col);
    }

    /** A piece of C as a chunk over the whole inner side. */
    private Chunk chunk(Place place) {
        return new Chunk(
                new ChunkId(job, 0),
                new OperandBlock(new BlockId(0), Operand.A, place.firstRow(), place.rows(), 0, inner),
                new OperandBlock(new BlockId(1), Operand.B, 0, inner, place.firstCol(), place.cols()));
    }
}
