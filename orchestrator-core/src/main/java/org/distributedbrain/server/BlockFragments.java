package org.distributedbrain.server;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.wire.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one operand block into data frames and each frame into fragments. Long runs of values are sent as slices of the operand's own
 * off-heap memory, without a copy; short ones (narrow rows of a wider matrix) are packed into a pooled buffer.
 */
final class BlockFragments {
    /** Frames are kept short so that control messages and cancellations wait for little. */
    static final int FRAME_BYTES = 1 << 20;

    /** One write; a worker that takes this much within the write limit is not too slow. */
    static final int FRAGMENT_BYTES = 256 * 1024;

    private static final int SLICE_FROM_BYTES = 32 * 1024;

    private final BlockContent content;
    private final BufferPool pool;
    private final int valuesPerFrame;
    private long next;
    private long frameEnd;
    private boolean headerDue = true;

    /** Bytes of one message; {@code pooled} is to be given back to the pool once it is written. */
    record Fragment(
            ByteBuffer bytes, boolean last, @Nullable ByteBuffer pooled) {}

    BlockFragments(BlockContent content, int maxFrameBytes, BufferPool pool) {
        this.content = content;
        this.pool = pool;
        this.valuesPerFrame = (Math.min(maxFrameBytes, FRAME_BYTES) - DataFrame.HEADER_BYTES) / 4;
        this.frameEnd = Math.min(values(), valuesPerFrame);
    }

    BlockId id() {
        return content.block().id();
    }

    boolean hasNext() {
        return next < values();
    }

    Fragment next() {
        long run = runLength();
        ByteBuffer packed = 4 * run < SLICE_FROM_BYTES ? pool.tryTake() : null;
        if (packed != null) {
            return pack(packed);
        }
        if (headerDue) {
            headerDue = false;
            ByteBuffer header = ByteBuffer.allocate(DataFrame.HEADER_BYTES);
            header().writeTo(header);
            return new Fragment(header.flip(), false, null);
        }
        long count = Math.min(run, FRAGMENT_BYTES / 4);
        ByteBuffer slice = content.values().asSlice(byteOffset(next), 4 * count).asByteBuffer();
        return new Fragment(slice, advance(count), null);
    }

    private Fragment pack(ByteBuffer packed) {
        if (headerDue) {
            headerDue = false;
            header().writeTo(packed);
        }
        boolean last = false;
        while (!last && packed.remaining() >= 4) {
            long count = Math.min(runLength(), packed.remaining() / 4);
            MemorySegment.copy(content.values(), byteOffset(next), MemorySegment.ofBuffer(packed), 0, 4 * count);
            packed.position(packed.position() + (int) (4 * count));
            last = advance(count);
        }
        return new Fragment(packed.flip(), last, packed);
    }

    private DataFrame header() {
        return new DataFrame(DataFrame.Kind.OPERAND, content.block().id().value(), next, frameEnd - next);
    }

    /** Values that lie side by side in memory from the next one on, within the frame. */
    private long runLength() {
        int cols = content.block().cols();
        long side = content.rowStride() == cols ? values() - next : cols - next % cols;
        return Math.min(side, frameEnd - next);
    }

    private long byteOffset(long value) {
        int cols = content.block().cols();
        return 4 * (value / cols * content.rowStride() + value % cols);
    }

    private boolean advance(long count) {
        next += count;
        if (next < frameEnd) {
            return false;
        }
        frameEnd = Math.min(values(), next + valuesPerFrame);
        headerDue = true;
        return true;
    }

    private long values() {
        return content.block().values();
    }
}
