package org.distributedbrain.worker.websocket;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Messages to the server, by one thread at a time. Everything a client sends is masked (RFC 6455 §5.3); the masked copy is made in a small off-heap
 * buffer, piece by piece, so that it stays in the cache.
 */
public final class MessageWriter {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Transport transport;
    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final MemorySegment memory = MemorySegment.ofBuffer(buffer);

    MessageWriter(Transport transport) {
        this.transport = transport;
    }

    public synchronized void text(String text) throws IOException {
        send(FrameHeader.TEXT, text.getBytes(StandardCharsets.UTF_8), MemorySegment.NULL);
    }

    /** One binary message: {@code head} (a few bytes) and then {@code body}. */
    public synchronized void binary(byte[] head, MemorySegment body) throws IOException {
        send(FrameHeader.BINARY, head, body);
    }

    public synchronized void pong(byte[] payload) throws IOException {
        send(FrameHeader.PONG, payload, MemorySegment.NULL);
    }

    /** {@code reason}: at most 123 bytes of UTF-8. */
    public synchronized void close(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
        send(FrameHeader.CLOSE, payload, MemorySegment.NULL);
    }

    private void send(int opcode, byte[] head, MemorySegment body) throws IOException {
        int mask = random.nextInt();
        buffer.clear();
        header(opcode, head.length + body.byteSize(), mask);
        // The mask repeats every four bytes from the payload's start; so do both pieces, being multiples of four where
        // something follows.
        int at = buffer.position();
        Masking.mask(MemorySegment.ofArray(head), 0, memory, at, head.length, mask);
        at += head.length;
        for (long from = 0; from < body.byteSize(); ) {
            int count = (int) Math.min((BUFFER_BYTES - at) & ~3, body.byteSize() - from);
            int turned = Integer.rotateLeft(mask, 8 * ((int) (head.length + from) & 3));
            Masking.mask(body, from, memory, at, count, turned);
            from += count;
            at += count;
            if (from < body.byteSize()) {
                flush(at);
                at = 0;
            }
        }
        flush(at);
    }

    private void header(int opcode, long length, int mask) {
        buffer.put((byte) (0x80 | opcode));
        if (length < 126) {
            buffer.put((byte) (0x80 | length));
        } else if (length <= 0xFFFF) {
            buffer.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            buffer.put((byte) (0x80 | 127)).putLong(length);
        }
        buffer.putInt(mask);
    }

    private void flush(int bytes) throws IOException {
        buffer.limit(bytes).position(0);
        transport.write(buffer);
        buffer.clear();
    }
}
