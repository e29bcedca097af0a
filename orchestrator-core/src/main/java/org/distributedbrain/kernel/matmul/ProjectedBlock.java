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
    private volatile @Nullable Projection projection;
    private @Nullable Segments finest;
    private int ofFinest;

    ProjectedBlock(MatmulOperands operands, OperandBlock block, SecretVectors vectors) {
        this.operands = operands;
        this.block = block;
        this.vectors = vectors;
    }

    /** Which rows and columns of an operand a block holds. */
    record Range(int firstRow, int rows, int firstCol, int cols) {
        static Range of(OperandBlock block) {
            return new Range(block.firstRow(), block.rows(), block.firstCol(), block.cols());
        }
    }

    Range range() {
        return Range.of(block);
    }

    Projection projection() {
        Projection made = projection;
        return made != null ? made : make();
    }

    private synchronized Projection make() {
        Projection made = projection;
        if (made == null) {
            made = Projection.of(operands, block, vectors);
            projection = made;
        }
        return made;
    }

    boolean isProjected() {
        return projection != null;
    }

    /**
     * In about so many segments, with the signs of the projection's first vector. The finest of all costs a pass over B; from it all others follow.
     *
     * @param count one of {@link Segments#counts} up to {@link #maxSegments}
     */
    Segments segments(int count) {
        Segments made = segments.get(count);
        return made != null ? made : make(count);
    }

    private synchronized Segments make(int count) {
        Segments made = segments.get(count);
        if (made != null) {
            return made;
        }
        Projection whole = projection();
        if (count == Projection.THIRDS) {
            made = whole.thirds();
        } else if (finest != null && count < ofFinest) {
            made = finest.coarser(operands, block, whole, count);
        } else {
            made = Segments.of(operands, block, whole, count);
            finest = made;
            ofFinest = count;
        }
        segments.put(count, made);
        return made;
    }

    /** The largest of {@link Segments#counts} that is possible. */
    int maxSegments() {
        long fit = MAX_BYTES / Segments.bytes(block, 1);
        return Segments.counts((int) Math.min(fit, block.cols() / MIN_COLS))
                .max()
                .orElseThrow();
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
