package org.distributedbrain.worker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.kernel.matmul.Blas;
import org.distributedbrain.kernel.matmul.Gemm;
import org.distributedbrain.kernel.matmul.GemmRange;
import org.distributedbrain.kernel.matmul.PackedB;
import org.distributedbrain.matrix.SyntheticBlock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that compute, with the scratch space of each. A product is cut into one part per thread, a tile into many; the caller computes the first part itself.
 * One caller at a time.
 */
final class ComputePool implements AutoCloseable {
    /** After how many rows a BLAS library, which cannot be interrupted, is asked again. */
    private static final int BLAS_ROWS = 480;

    /** Fewer synthetic values are made sooner by one thread than another one is woken. */
    private static final int LEAST_MADE = 1 << 14;

    private static final int PIECES_A_THREAD = 8;

    private final List<Gemm> gemms = new ArrayList<>();
    private final @Nullable Blas blas;
    private final ExecutorService helpers;

    /** @param blas what computes, or null for the kernels of this program */
    ComputePool(int threads, @Nullable Blas blas) {
        this.blas = blas;
        for (int i = 0; i < threads; i++) {
            gemms.add(new Gemm());
        }
        ThreadFactory factory =
                Thread.ofPlatform().daemon().name("worker-compute-", 1).factory();
        this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1), factory);
    }

    /** Whether right factors are to be packed first. */
    boolean packs() {
        return blas == null;
    }

    /** Rearranges {@code b}, row-major {@code rows × cols}, into {@code memory}. */
    PackedB pack(MemorySegment b, int rows, int cols, MemorySegment memory) throws InterruptedException {
        PackedB packed = new PackedB(memory, rows, cols);
        int parts = Math.min(gemms.size(), packed.panels());
        List<Part> work = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) packed.panels() * i / parts);
            int to = (int) ((long) packed.panels() * (i + 1) / parts);
            work.add(() -> {
                packed.pack(b, from, to);
                return true;
            });
        }
        runAll(work);
        return packed;
    }

    /** Makes the block's values in {@code memory}, row by row. @return false when it was cancelled and they are incomplete */
    boolean fill(SyntheticBlock block, MemorySegment memory, BooleanSupplier cancelled) throws InterruptedException {
        int parts = (int) Math.min(gemms.size(), (block.values() + LEAST_MADE - 1) / LEAST_MADE);
        List<Part> work = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            long from = block.values() * i / parts;
            long to = block.values() * (i + 1) / parts;
            work.add(() -> block.fill(memory, from, to, cancelled));
        }
        return runAll(work);
    }

    /**
     * C = A·B, A being {@code rows × inner} and C {@code rows × cols}, row-major.
     *
     * @return false when it was cancelled and C is incomplete
     */
    boolean multiply(
            MemorySegment a, Right b, MemorySegment c, int rows, int inner, int cols, BooleanSupplier cancelled)
            throws InterruptedException {
        List<Part> work = new ArrayList<>(gemms.size());
        switch (b) {
            case Right.Packed(PackedB packed) -> {
                for (GemmRange range : GemmRange.split(rows, packed, gemms.size())) {
                    Gemm gemm = gemms.get(work.size());
                    work.add(() -> gemm.multiply(a, packed, c, range, cancelled));
                }
            }
            case Right.RowMajor(MemorySegment values) -> {
                int parts = Math.min(gemms.size(), rows);
                for (int i = 0; i < parts; i++) {
                    int from = (int) ((long) rows * i / parts);
                    int to = (int) ((long) rows * (i + 1) / parts);
                    work.add(() -> multiplyByBlas(a, values, c, from, to, inner, cols, cancelled));
                }
            }
        }
        return runAll(work);
    }

    /**
     * Computes a tile. Its values may be of very different cost: each thread takes the next row, or piece of one, when it has done the last.
     *
     * @return false when it was cancelled and the result is incomplete
     */
    boolean tile(TileKernel kernel, TileSource source, Place place, MemorySegment result, BooleanSupplier cancelled)
            throws InterruptedException {
        List<Place> pieces = pieces(place);
        AtomicInteger next = new AtomicInteger();
        Part part = () -> {
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                Place piece = pieces.get(i);
                long first = (long) (piece.firstRow() - place.firstRow()) * place.cols()
                        + (piece.firstCol() - place.firstCol());
                kernel.compute(source, piece, result.asSlice(4 * first, 4L * piece.cols()), cancelled);
            }
            return !cancelled.getAsBoolean();
        };
        return runAll(Collections.nCopies(Math.min(gemms.size(), pieces.size()), part));
    }

    /** Pieces of one row each, whose values lie together; several of them for each thread. */
    private List<Place> pieces(Place place) {
        int wanted = PIECES_A_THREAD * gemms.size();
        int aRow = Math.clamp((wanted + place.rows() - 1) / place.rows(), 1, place.cols());
        List<Place> pieces = new ArrayList<>(place.rows() * aRow);
        for (int row = 0; row < place.rows(); row++) {
            for (int i = 0; i < aRow; i++) {
                int from = (int) ((long) place.cols() * i / aRow);
                int to = (int) ((long) place.cols() * (i + 1) / aRow);
                pieces.add(new Place(place.firstRow() + row, 1, place.firstCol() + from, to - from));
            }
        }
        return pieces;
    }

    private boolean multiplyByBlas(
            MemorySegment a,
            MemorySegment b,
            MemorySegment c,
            int fromRow,
            int toRow,
            int inner,
            int cols,
            BooleanSupplier cancelled) {
        if (blas == null) {
            throw new IllegalStateException("There is no BLAS library to take a row-major factor.");
        }
        for (int row = fromRow; row < toRow; row += BLAS_ROWS) {
            if (cancelled.getAsBoolean()) {
                return false;
            }
            int rows = Math.min(BLAS_ROWS, toRow - row);
            blas.multiply(a.asSlice(4L * row * inner), b, c.asSlice(4L * row * cols), rows, inner, cols);
        }
        return true;
    }

    /** Runs every part and waits for all, also when one of them fails. */
    private boolean runAll(List<Part> parts) throws InterruptedException {
        List<Future<Boolean>> others = new ArrayList<>(parts.size());
        for (Part part : parts.subList(1, parts.size())) {
            others.add(helpers.submit(part::run));
        }
        boolean complete = true;
        RuntimeException failure = null;
        try {
            complete = parts.getFirst().run();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<Boolean> other : others) {
            try {
                complete &= other.get();
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof BadInput refused
                        ? refused
                        : new IllegalStateException("A part of a task failed.", e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
        return complete;
    }

    @Override
    public void close() {
        helpers.shutdown();
    }

    /** A thread's share; false when it was cancelled. */
    @FunctionalInterface
    private interface Part {
        boolean run();
    }
}
