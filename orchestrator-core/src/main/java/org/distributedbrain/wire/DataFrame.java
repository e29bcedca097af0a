package org.distributedbrain.wire;

import static org.distributedbrain.wire.ErrorCode.BAD_FRAME;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 32-byte little-endian header of a binary message (docs/protocol.md §5).
 *
 * @param id the block number of an operand, the task number of a result: 64 bits as they travel, to be compared for equality only
 * @param offset index of the frame's first value within the block or result: 64 bits as they travel, likewise
 * @param count how many float32 values follow, 1 to 2^32 − 1
 */
public record DataFrame(Kind kind, long id, long offset, long count) {
    public static final int HEADER_BYTES = 32;
    public static final int MAGIC = 0x31464244;

    /** What the values are. */
    public enum Kind {
        OPERAND(1),
        RESULT(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** The length of the whole message. */
    public long bytes() {
        return HEADER_BYTES + 4 * count;
    }

    /** Puts the header at the buffer's position, whatever the buffer's byte order. */
    public void writeTo(ByteBuffer target) {
        ByteBuffer header = target.slice(target.position(), HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).putShort((short) kind.code).putShort((short) 0);
        header.putLong(id).putLong(offset).putInt((int) count).putInt(0);
        target.position(target.position() + HEADER_BYTES);
    }

    /**
     * Reads a whole message and leaves the buffer at the first value.
     *
     * @throws ProtocolException {@code bad_frame} when it is not a frame of that kind, or longer or shorter than its count says
     */
    public static DataFrame read(ByteBuffer message, Kind expected) {
        long length = message.remaining();
        if (length < HEADER_BYTES + 4) {
            throw tooShort(length);
        }
        DataFrame frame = readHeader(message, expected);
        frame.checkLength(length);
        return frame;
    }

    /**
     * Reads 32 bytes at the buffer's position; the length of the message is not checked.
     *
     * @throws ProtocolException {@code bad_frame}
     */
    public static DataFrame readHeader(ByteBuffer source, Kind expected) {
        ByteBuffer header = source.slice(source.position(), HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int magic = header.getInt(0);
        if (magic != MAGIC) {
            throw bad("magic is 0x%08x; it must be 0x%08x, the bytes 44 42 46 31.".formatted(magic, MAGIC));
        }
        int kind = Short.toUnsignedInt(header.getShort(4));
        if (kind != expected.code) {
            throw bad("kind is " + kind + "; it must be " + expected.code + " (" + expected + ") in this direction.");
        }
        int flags = Short.toUnsignedInt(header.getShort(6));
        if (flags != 0) {
            throw bad("flags is " + flags + "; it must be 0.");
        }
        int reserved = header.getInt(28);
        if (reserved != 0) {
            throw bad("reserved is " + Integer.toUnsignedString(reserved) + "; it must be 0.");
        }
        long count = Integer.toUnsignedLong(header.getInt(24));
        if (count == 0) {
            throw bad("count is 0; a frame carries at least 1 value.");
        }
        DataFrame frame = new DataFrame(expected, header.getLong(8), header.getLong(16), count);
        source.position(source.position() + HEADER_BYTES);
        return frame;
    }

    /** @throws ProtocolException {@code bad_frame} unless a message of {@code length} bytes holds exactly the frame's values */
    public void checkLength(long length) {
        if (length != bytes()) {
            throw bad("count is " + count + ", which makes " + bytes() + " bytes with the header; the message has "
                    + length + ".");
        }
    }

    /** For a message that cannot hold a header and one value. */
    public static ProtocolException tooShort(long length) {
        return bad("a binary message has " + length + " bytes; the shortest is 36, a header of 32 and one value.");
    }

    private static ProtocolException bad(String what) {
        return new ProtocolException(BAD_FRAME, "Bad data frame: " + what);
    }
}
