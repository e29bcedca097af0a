package org.distributedbrain.matrix;

import java.util.Locale;
import java.util.Optional;

/** The element types of NumPy arrays that are read, with their bytes per element and whether float32 may not hold every value. Results are written as those of four bytes. */
public enum ElementType {
    FLOAT16("f2", 2, false),
    FLOAT32("f4", 4, false),
    FLOAT64("f8", 8, true),
    INT8("i1", 1, false),
    INT16("i2", 2, false),
    INT32("i4", 4, true),
    INT64("i8", 8, true),
    UINT8("u1", 1, false),
    UINT16("u2", 2, false),
    UINT32("u4", 4, true),
    UINT64("u8", 8, true),
    /** Read as 0 and 1. */
    BOOL("b1", 1, false);

    private final String code;
    private final int bytes;
    private final boolean narrows;

    ElementType(String code, int bytes, boolean narrows) {
        this.code = code;
        this.bytes = bytes;
        this.narrows = narrows;
    }

    /** By NumPy's code without the byte order, for example {@code "f4"}. */
    static Optional<ElementType> of(String code) {
        for (ElementType type : values()) {
            if (type.code.equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** NumPy's code with the byte order of results, for example {@code "<f4"}. */
    String littleEndian() {
        return "<" + code;
    }

    int bytes() {
        return bytes;
    }

    boolean narrows() {
        return narrows;
    }

    /** NumPy's name, for example {@code "float64"}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
