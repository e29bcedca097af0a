package org.distributedbrain.worker.websocket;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The exclusive or of RFC 6455 §5.3, a vector at a time. */
public final class Masking {
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int VECTOR_BYTES = SPECIES.vectorByteSize();

    private Masking() {}

    /** Copies {@code count} bytes, each combined with its byte of {@code mask}, whose most significant byte is the first. */
    static void mask(MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int count, int mask) {
        int whole = from.isNative() && to.isNative() ? count - count % VECTOR_BYTES : 0;
        if (whole > 0) {
            vectors(from, fromOffset, to, toOffset, whole, Integer.reverseBytes(mask));
        }
        for (int i = whole; i < count; i++) {
            byte value = from.get(ValueLayout.JAVA_BYTE, fromOffset + i);
            to.set(ValueLayout.JAVA_BYTE, toOffset + i, (byte) (value ^ (mask >>> (24 - 8 * (i & 3)))));
        }
    }

    private static void vectors(
            MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int bytes, int mask) {
        IntVector masks = IntVector.broadcast(SPECIES, mask);
        for (int i = 0; i < bytes; i += VECTOR_BYTES) {
            IntVector.fromMemorySegment(SPECIES, from, fromOffset + i, ByteOrder.LITTLE_ENDIAN)
                    .lanewise(VectorOperators.XOR, masks)
                    .intoMemorySegment(to, toOffset + i, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Masks {@code bytes} bytes for nothing, so that the just-in-time compiler knows the loop before the first result is sent. */
    public static void rehearse(MemorySegment from, MemorySegment to, int bytes) {
        mask(from, 0, to, 0, bytes, 0x12345678);
    }
}
