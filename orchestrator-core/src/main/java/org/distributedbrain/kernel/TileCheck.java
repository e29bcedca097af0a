package org.distributedbrain.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verdict;

/** Judges tiles by computing them here: they must be the same bit for bit. */
final class TileCheck implements JobCheck {
    private static final ValueLayout.OfInt VALUE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final TileKernel kernel;
    private final TileSource source;

    TileCheck(TileKernel kernel, TileSource source) {
        this.kernel = kernel;
        this.source = source;
    }

    @Override
    public Verdict check(Chunk chunk, MemorySegment values) {
        if (values.byteSize() != chunk.resultBytes()) {
            throw new IllegalArgumentException(
                    values + " is not " + chunk.resultBytes() + " bytes, as " + chunk.id() + " needs");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment right = arena.allocate(chunk.resultBytes(), 8);
            kernel.compute(source, place(chunk), right, () -> false);
            long at = right.mismatch(values);
            if (at >= 0) {
                long value = at / 4;
                return new Verdict.Wrong("The value in row %d, column %d came back as %s; it is %s."
                        .formatted(
                                chunk.firstRow() + value / chunk.cols(),
                                chunk.firstCol() + value % chunk.cols(),
                                Integer.toUnsignedString(values.get(VALUE, 4 * value)),
                                Integer.toUnsignedString(right.get(VALUE, 4 * value))));
            }
        }
        return new Verdict.Passed(new Evidence(0, 0, 0, 0.0), operations(chunk, values));
    }

    @Override
    public double operations(Chunk chunk, MemorySegment values) {
        return kernel.operations(source, place(chunk), values);
    }

    private static TileKernel.Place place(Chunk chunk) {
        return new TileKernel.Place(chunk.firstRow(), chunk.rows(), chunk.firstCol(), chunk.cols());
    }
}
