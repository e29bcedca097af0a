package org.distributedbrain.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.worker.websocket.FrameHeader;
import org.distributedbrain.worker.websocket.WebSocketException;

/** Takes a server's WebSocket frames apart as bytes come, keeping words and heads; values are passed over without being copied. */
final class FrameParser {
    /** Who hears of what was found. */
    interface Found {
        void text(String text);

        void ping(byte[] payload);

        void close(byte[] payload);

        /** Some values of an operand came; {@code last} when they end its frame. */
        void values(DataFrame frame, long bytes, boolean last);
    }

    private final Found found;
    private final ByteBuffer head = ByteBuffer.allocate(14);
    private final ByteBuffer dataHead = ByteBuffer.allocate(DataFrame.HEADER_BYTES);
    private byte[] kept = new byte[0];
    private int keptBytes;
    private FrameHeader frame = new FrameHeader(true, FrameHeader.PONG, 0);
    private boolean inFrame;
    private long left;
    /** Of the message that control frames may interrupt. */
    private int message = FrameHeader.TEXT;

    private byte[] control = new byte[0];
    private DataFrame data = new DataFrame(DataFrame.Kind.OPERAND, 0, 0, 1);

    FrameParser(Found found) {
        this.found = found;
    }

    /** @throws WebSocketException when it is no WebSocket of a server @throws ProtocolException when a binary message is no operand */
    void take(ByteBuffer bytes) throws WebSocketException {
        while (bytes.hasRemaining() || (inFrame && left == 0)) {
            if (!inFrame) {
                takeHead(bytes);
            } else {
                takePayload(bytes);
            }
        }
    }

    private void takeHead(ByteBuffer bytes) throws WebSocketException {
        head.put(bytes.get());
        if (head.position() < 2
                || head.position() < FrameHeader.bytes(head.duplicate().flip())) {
            return;
        }
        frame = FrameHeader.read(head.flip());
        head.clear();
        inFrame = true;
        left = frame.length();
        if (frame.isControl()) {
            control = new byte[(int) left];
        } else if (frame.opcode() != FrameHeader.CONTINUATION) {
            message = frame.opcode();
            keptBytes = 0;
            dataHead.clear();
        }
        if (!frame.isControl() && message == FrameHeader.TEXT && kept.length < keptBytes + left) {
            kept = Arrays.copyOf(kept, (int) (keptBytes + left));
        }
    }

    private void takePayload(ByteBuffer bytes) {
        int count = (int) Math.min(left, bytes.remaining());
        left -= count;
        if (frame.isControl()) {
            bytes.get(control, control.length - (int) left - count, count);
        } else if (message == FrameHeader.TEXT) {
            bytes.get(kept, keptBytes, count);
            keptBytes += count;
        } else {
            takeValues(bytes, count);
        }
        if (left == 0) {
            inFrame = false;
            end();
        }
    }

    private void takeValues(ByteBuffer bytes, int count) {
        int values = count;
        while (dataHead.hasRemaining() && values > 0) {
            dataHead.put(bytes.get());
            values--;
            if (!dataHead.hasRemaining()) {
                data = DataFrame.readHeader(dataHead.flip(), DataFrame.Kind.OPERAND);
                dataHead.position(0).limit(0);
            }
        }
        bytes.position(bytes.position() + values);
        if (!dataHead.hasRemaining() && (values > 0 || left == 0)) {
            found.values(data, values, left == 0 && frame.last());
        }
    }

    private void end() {
        switch (frame.opcode()) {
            case FrameHeader.PING -> found.ping(control);
            case FrameHeader.CLOSE -> found.close(control);
            case FrameHeader.PONG -> {}
            default -> {
                if (message == FrameHeader.TEXT && frame.last()) {
                    found.text(new String(kept, 0, keptBytes, StandardCharsets.UTF_8));
                }
            }
        }
    }
}
