package org.distributedbrain.worker;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.Protocol;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.worker.websocket.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operand frames from the socket straight into their blocks. Frames that nobody waits for are passed over. */
final class FrameReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(FrameReceiver.class);

    private final WorkTable table;
    private final Runnable heard;
    private final ByteBuffer header = ByteBuffer.allocate(DataFrame.HEADER_BYTES);
    private final ByteBuffer surplus = ByteBuffer.allocate(1);

    /** @param heard called whenever bytes came, because a large frame on a slow line is a sign of life too */
    FrameReceiver(WorkTable table, Runnable heard) {
        this.table = table;
        this.heard = heard;
    }

    /** Takes the binary message at hand. */
    void receive(MessageReader in) throws IOException {
        if (!fill(header.clear(), in)) {
            LOG.debug("A binary message ended within its header.");
            return;
        }
        DataFrame frame;
        try {
            frame = DataFrame.readHeader(header.flip(), DataFrame.Kind.OPERAND);
        } catch (ProtocolException e) {
            LOG.debug("A frame was passed over: {}", e.getMessage());
            return;
        }
        if (frame.id() < 0 || frame.id() > Protocol.MAX_INTEGER) {
            return;
        }
        BlockId block = new BlockId(frame.id());
        MemorySegment target = table.expect(block, frame.offset(), frame.count());
        if (target == null) {
            return;
        }
        if (!fill(target.asByteBuffer(), in) || in.read(surplus.clear()) >= 0) {
            table.spoil(block, "A frame of block " + block + " was longer or shorter than its header says.");
            return;
        }
        table.arrived(block, frame.count());
    }

    private boolean fill(ByteBuffer target, MessageReader in) throws IOException {
        while (target.hasRemaining()) {
            if (in.read(target) < 0) {
                return false;
            }
            heard.run();
        }
        return true;
    }
}
