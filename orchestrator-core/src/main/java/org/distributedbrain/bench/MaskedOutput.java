package org.distributedbrain.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.worker.websocket.FrameHeader;

/**
 * What one zero worker sends. A result is one value over and over, so its masked bytes are made once for all: slices of them are sent, and
 * sending costs no more than the system's copy. The orchestrator cannot tell the difference.
 */
final class MaskedOutput {
    private static final int MASK = ThreadLocalRandom.current().nextInt();
    private static final int FRAME_BYTES = 512 * 1024;
    private static final ByteBuffer ZEROS = masked(0);
    private static final ByteBuffer ONES = masked(1);

    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();

    private static ByteBuffer masked(float value) {
        ByteBuffer all = ByteBuffer.allocateDirect(FRAME_BYTES).order(ByteOrder.BIG_ENDIAN);
        int word = Integer.reverseBytes(Float.floatToRawIntBits(value)) ^ MASK;
        while (all.hasRemaining()) {
            all.putInt(word);
        }
        return all.flip().asReadOnlyBuffer();
    }

    void text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = begin(FrameHeader.TEXT, payload.length, payload.length);
        mask(payload, frame);
        waiting.add(frame.flip());
    }

    void pong(byte[] payload) {
        ByteBuffer frame = begin(FrameHeader.PONG, payload.length, payload.length);
        mask(payload, frame);
        waiting.add(frame.flip());
    }

    /** The frames of one result. */
    void result(long task, long values, boolean lie) {
        int perFrame = (FRAME_BYTES - DataFrame.HEADER_BYTES) / 4;
        for (long from = 0; from < values; from += perFrame) {
            long count = Math.min(perFrame, values - from);
            ByteBuffer head = ByteBuffer.allocate(DataFrame.HEADER_BYTES);
            new DataFrame(DataFrame.Kind.RESULT, task, from, count).writeTo(head);
            ByteBuffer frame = begin(FrameHeader.BINARY, DataFrame.HEADER_BYTES + 4 * count, DataFrame.HEADER_BYTES);
            mask(head.array(), frame);
            waiting.add(frame.flip());
            waiting.add((lie ? ONES : ZEROS).slice(0, (int) (4 * count)));
        }
    }

    private static ByteBuffer begin(int opcode, long length, int room) {
        ByteBuffer frame = ByteBuffer.allocate(14 + room).put((byte) (0x80 | opcode));
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else if (length <= 0xFFFF) {
            frame.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(length);
        }
        return frame.putInt(MASK);
    }

    private static void mask(byte[] bytes, ByteBuffer target) {
        for (int i = 0; i < bytes.length; i++) {
            target.put((byte) (bytes[i] ^ (MASK >>> (24 - 8 * (i & 3)))));
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Gives the system as much as it takes and returns how many bytes that was. */
    long write(SocketChannel channel) throws IOException {
        long written = 0;
        while (!waiting.isEmpty()) {
            ByteBuffer[] some = new ByteBuffer[Math.min(16, waiting.size())];
            Iterator<ByteBuffer> each = waiting.iterator();
            for (int i = 0; i < some.length; i++) {
                some[i] = each.next();
            }
            long now = channel.write(some);
            written += now;
            while (!waiting.isEmpty() && !waiting.getFirst().hasRemaining()) {
                waiting.removeFirst();
            }
            if (now == 0) {
                break;
            }
        }
        return written;
    }
}
