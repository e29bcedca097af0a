package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads the elements of a mapped array, of any type and byte order, as float32. For one thread. */
final class Decoder {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment elements;
    private final ElementType type;
    private final boolean bigEndian;
    private final Narrowing narrowing = new Narrowing();

    Decoder(MemorySegment elements, ElementType type, boolean bigEndian) {
        this.elements = elements;
        this.type = type;
        this.bigEndian = bigEndian;
    }

    Narrowing narrowing() {
        return narrowing;
    }

    /** The {@code index}-th element in the order of the file. */
    float at(long index) {
        return switch (type) {
            case FLOAT16 -> Float.float16ToFloat(shortAt(index));
            case FLOAT32 -> Float.intBitsToFloat(intAt(index));
            case FLOAT64 -> narrowing.of(Double.longBitsToDouble(longAt(index)));
            case INT8 -> elements.get(ValueLayout.JAVA_BYTE, index);
            case INT16 -> shortAt(index);
            case INT32 -> narrowing.of((long) intAt(index));
            case INT64 -> narrowing.of(longAt(index));
            case UINT8 -> Byte.toUnsignedInt(elements.get(ValueLayout.JAVA_BYTE, index));
            case UINT16 -> Short.toUnsignedInt(shortAt(index));
            case UINT32 -> narrowing.of(Integer.toUnsignedLong(intAt(index)));
            case UINT64 -> narrowing.ofUnsigned(longAt(index));
            case BOOL -> elements.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0f : 1f;
        };
    }

    private short shortAt(long index) {
        short bits = elements.get(SHORT, 2 * index);
        return bigEndian ? Short.reverseBytes(bits) : bits;
    }

    private int intAt(long index) {
        int bits = elements.get(INT, 4 * index);
        return bigEndian ? Integer.reverseBytes(bits) : bits;
    }

    private long longAt(long index) {
        long bits = elements.get(LONG, 8 * index);
        return bigEndian ? Long.reverseBytes(bits) : bits;
    }
}
