package org.distributedbrain.worker.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Messages from the server, pulled by one thread: what is not asked for stays in the network, which is the back-pressure. Payload goes past this
 * reader's own buffer, from the socket straight into the caller's.
 */
public final class MessageReader {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Transport transport;
    private final int maxTextBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

    /** Unread payload bytes of the frame at hand. */
    private long payloadLeft;

    /** Whether the message at hand ends with the frame at hand. */
    private boolean lastFrame = true;

    /** A close frame that came in the middle of a message. */
    private Incoming.@Nullable Close early;

    MessageReader(Transport transport, int maxTextBytes) {
        this.transport = transport;
        this.maxTextBytes = maxTextBytes;
    }

    /**
     * Waits for the next message, skipping what was left of a binary one.
     *
     * @throws WebSocketException when the server breaks RFC 6455 or sends a text longer than allowed
     * @throws EOFException when the connection ended without a close frame
     */
    public Incoming next() throws IOException {
        ByteBuffer skipped = ByteBuffer.allocate(0);
        if (payloadLeft > 0 || !lastFrame) {
            skipped = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (read(skipped) >= 0) {
                skipped.clear();
            }
        }
        if (early != null) {
            return early;
        }
        while (true) {
            FrameHeader header = header();
            if (header.opcode() == FrameHeader.PONG) {
                control(header);
                continue;
            }
            if (header.opcode() == FrameHeader.CONTINUATION) {
                throw new WebSocketException("The other side continued a message that had not begun.");
            }
            if (header.isControl()) {
                return controlMessage(header);
            }
            payloadLeft = header.length();
            lastFrame = header.last();
            return header.opcode() == FrameHeader.BINARY ? new Incoming.Binary() : text();
        }
    }

    /**
     * Takes bytes of the binary message at hand, as many as {@code target} has room for at most.
     *
     * @return how many, at least 1 when there was room; -1 when the message has ended, or was broken off by a close
     */
    public int read(ByteBuffer target) throws IOException {
        while (payloadLeft == 0) {
            if (lastFrame) {
                return -1;
            }
            nextFragment();
        }
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(target.remaining(), payloadLeft));
        int read;
        if (buffer.hasRemaining()) {
            read = Math.min(buffer.remaining(), target.remaining());
            target.put(target.position(), buffer, buffer.position(), read);
            buffer.position(buffer.position() + read);
            target.position(target.position() + read);
        } else {
            read = transport.read(target);
        }
        target.limit(limit);
        if (read < 0) {
            throw ended();
        }
        payloadLeft -= read;
        return read;
    }

    private void nextFragment() throws IOException {
        FrameHeader header = header();
        if (header.opcode() == FrameHeader.PING || header.opcode() == FrameHeader.PONG) {
            // Between the parts of a message only; the message itself shows that this side lives.
            control(header);
        } else if (header.opcode() == FrameHeader.CONTINUATION) {
            payloadLeft = header.length();
            lastFrame = header.last();
        } else if (header.opcode() == FrameHeader.CLOSE) {
            early = close(control(header));
            lastFrame = true;
        } else {
            throw new WebSocketException("The other side began a message in the middle of another one.");
        }
    }

    private Incoming text() throws IOException {
        ByteBuffer text = ByteBuffer.allocate(maxTextBytes + 1);
        while (text.hasRemaining()) {
            if (read(text) < 0) {
                return new Incoming.Text(decode(text.flip()));
            }
        }
        throw new WebSocketException(
                "The other side sent a text message of more than " + maxTextBytes + " bytes, which is the limit.");
    }

    private Incoming controlMessage(FrameHeader header) throws IOException {
        byte[] payload = control(header);
        return header.opcode() == FrameHeader.PING ? new Incoming.Ping(payload) : close(payload);
    }

    private static Incoming.Close close(byte[] payload) throws WebSocketException {
        if (payload.length < 2) {
            return new Incoming.Close(1005, "");
        }
        ByteBuffer close = ByteBuffer.wrap(payload);
        return new Incoming.Close(Short.toUnsignedInt(close.getShort()), decode(close));
    }

    private byte[] control(FrameHeader header) throws IOException {
        fill((int) header.length());
        byte[] payload = new byte[(int) header.length()];
        buffer.get(payload);
        return payload;
    }

    private FrameHeader header() throws IOException {
        fill(2);
        fill(FrameHeader.bytes(buffer));
        return FrameHeader.read(buffer);
    }

    /** Sees to it that at least {@code bytes} bytes are buffered. */
    private void fill(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        try {
            while (buffer.position() < bytes) {
                if (transport.read(buffer) < 0) {
                    throw ended();
                }
            }
        } finally {
            buffer.flip();
        }
    }

    private static EOFException ended() {
        return new EOFException("The connection ended without a goodbye.");
    }

    private static String decode(ByteBuffer utf8) throws WebSocketException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new WebSocketException("The other side sent text that is not UTF-8.");
        }
    }
}
