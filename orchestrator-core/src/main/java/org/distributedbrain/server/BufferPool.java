package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Direct buffers for values that have to be packed before they are sent; at most a fixed number exist. Safe from any thread. */
final class BufferPool {
    static final int BUFFER_BYTES = 64 * 1024;

    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unmade;

    BufferPool(int buffers) {
        unmade = new AtomicInteger(buffers);
    }

    /** An empty buffer, or null while all are in use. */
    @Nullable ByteBuffer tryTake() {
        ByteBuffer buffer = idle.poll();
        if (buffer == null && unmade.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
            buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        }
        return buffer;
    }

    void give(ByteBuffer buffer) {
        idle.add(buffer.clear());
    }
}
