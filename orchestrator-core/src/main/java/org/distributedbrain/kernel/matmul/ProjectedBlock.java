package org.distributedbrain.kernel.matmul;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedbrain.job.OperandBlock;
import org.jspecify.annotations.Nullable;

/** What is known of one block of B through the secret vectors: each part is made when first needed, and threads that need it together wait for it. */
final class ProjectedBlock {
    /** A segment of fewer columns would cost more than computing its values again. */
    private static final int MIN_COLS = 4;

    /** What the segments of one fineness may take of the heap. */
    private static final long MAX_BYTES = 16L << 20;

    private final MatmulOperands operands;
    private final OperandBlock block;
    private final SecretVectors vectors;
    private final Map<Integer, Segments> segments = new ConcurrentHashMap<>();
    private @Nullable Projection projection;

    ProjectedBlock(MatmulOperands operands, OperandBlock block, SecretVectors vectors) {
        this.operands = operands;
        this.block = block;
        this.vectors = vectors;
    }

    synchronized Projection projection() {
        if (projection == null) {
            projection = Projection.of(operands, block, vectors);
        }
        return projection;
    }

    /** In about {@code count} segments, at most {@link #maxSegments}; with the signs of the projection's first vector. */
    Segments segments(int count) {
        Segments made = segments.get(count);
        return made != null ? made : make(count);
    }

    private synchronized Segments make(int count) {
        Projection whole = projection();
        return segments.computeIfAbsent(count, c -> Segments.of(operands, block, whole.r()[0], whole.leftOut(), c));
    }

    /** A power of two. */
    int maxSegments() {
        long fit = MAX_BYTES / Segments.bytes(block, 1);
        return Integer.highestOneBit((int) Math.max(1, Math.min(fit, block.cols() / MIN_COLS)));
    }

    /** What it takes of the heap, about. */
    long bytes() {
        long bytes = Projection.bytes(block);
        for (int count : segments.keySet()) {
            bytes += Segments.bytes(block, count);
        }
        return bytes;
    }
}
