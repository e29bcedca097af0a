package org.distributedbrain.worker.websocket;

import java.nio.ByteBuffer;

/** The first bytes of a frame from a server (RFC 6455 §5.2); a server never masks. */
public record FrameHeader(boolean last, int opcode, long length) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** How many bytes the header has whose first two bytes are at the buffer's position. */
    public static int bytes(ByteBuffer source) {
        return switch (source.get(source.position() + 1) & 0x7F) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    /** Takes a whole header from the buffer. */
    public static FrameHeader read(ByteBuffer source) throws WebSocketException {
        int first = source.get();
        int second = source.get();
        long length = second & 0x7F;
        if (length == 126) {
            length = Short.toUnsignedLong(source.getShort());
        } else if (length == 127) {
            length = source.getLong();
        }
        FrameHeader header = new FrameHeader((first & 0x80) != 0, first & 0x0F, length);
        header.check((first & 0x70) != 0, (second & 0x80) != 0);
        return header;
    }

    public boolean isControl() {
        return opcode >= CLOSE;
    }

    private void check(boolean reserved, boolean masked) throws WebSocketException {
        if (reserved || masked || length < 0 || opcode > PONG || (opcode > BINARY && opcode < CLOSE)) {
            throw new WebSocketException("The other side sent a frame that RFC 6455 does not allow: opcode " + opcode
                    + ", reserved bits " + reserved + ", masked " + masked + ", length " + length + ".");
        }
        if (isControl() && (!last || length > 125)) {
            throw new WebSocketException("The other side sent a control frame of " + length
                    + " bytes or in parts; at most 125 in one frame are allowed.");
        }
    }
}
