package org.distributedbrain.server;

import java.nio.ByteBuffer;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a worker's binary messages as they come in, in parts cut anywhere, and puts the values where they belong without gathering them first.
 * Used by one thread at a time.
 */
final class ResultReader {
    private final OutstandingTasks tasks;
    private final int maxFrameBytes;
    private final ByteBuffer header = ByteBuffer.allocate(DataFrame.HEADER_BYTES);
    private @Nullable DataFrame frame;
    private @Nullable ProtocolException misplaced;
    private long length;

    ResultReader(OutstandingTasks tasks, int maxFrameBytes) {
        this.tasks = tasks;
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Takes the next part of a message; the task when that completes its result.
     *
     * @throws ProtocolException {@code too_big}, then {@code bad_frame}, then {@code out_of_order}, in this order of precedence
     */
    @Nullable TaskId take(ByteBuffer part, boolean last) {
        length += part.remaining();
        if (length > maxFrameBytes) {
            throw new ProtocolException(
                    ErrorCode.TOO_BIG,
                    "A binary message has " + length + " bytes or more; at most " + maxFrameBytes + " are accepted.");
        }
        takeHeader(part);
        DataFrame begun = frame;
        if (begun != null && part.hasRemaining()) {
            if (length > begun.bytes()) {
                begun.checkLength(length);
            }
            if (misplaced == null) {
                tasks.write(begun, length - part.remaining() - DataFrame.HEADER_BYTES, part);
            }
        }
        return last ? complete() : null;
    }

    private void takeHeader(ByteBuffer part) {
        while (header.hasRemaining() && part.hasRemaining()) {
            header.put(part.get());
        }
        if (frame == null && !header.hasRemaining()) {
            frame = DataFrame.readHeader(header.flip(), DataFrame.Kind.RESULT);
            misplaced = tasks.begin(frame);
        }
    }

    private @Nullable TaskId complete() {
        DataFrame done = frame;
        ProtocolException wrong = misplaced;
        long bytes = length;
        header.clear();
        frame = null;
        misplaced = null;
        length = 0;
        if (done == null) {
            throw DataFrame.tooShort(bytes);
        }
        done.checkLength(bytes);
        if (wrong != null) {
            throw wrong;
        }
        return tasks.end(done);
    }
}
