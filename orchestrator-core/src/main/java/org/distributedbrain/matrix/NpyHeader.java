package org.distributedbrain.matrix;

import java.nio.charset.StandardCharsets;

/**
 * What the head of a {@code .npy} file says (NumPy Enhancement Proposal 1 and {@code numpy.lib.format}).
 *
 * @param dataOffset where the values begin in the file, in bytes
 */
record NpyHeader(ElementType type, boolean bigEndian, boolean fortranOrder, int rows, int cols, long dataOffset) {
    private static final int ALIGNMENT = 64;

    long values() {
        return (long) rows * cols;
    }

    long dataBytes() {
        return values() * type.bytes();
    }

    /** Whether the values lie in the file exactly as a {@link Matrix} holds them. */
    boolean isNative() {
        boolean rowMajor = !fortranOrder || rows == 1 || cols == 1;
        return type == ElementType.FLOAT32 && !bigEndian && rowMajor && dataOffset % Float.BYTES == 0;
    }

    MatrixInfo info() {
        return new MatrixInfo(rows, cols, type.label(), fortranOrder);
    }

    /** The head, version 1, of a little-endian file in C order, padded so that the values begin at a multiple of 64. */
    static byte[] of(ElementType type, int rows, int cols) {
        String dict = "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
                .formatted(type.littleEndian(), rows, cols);
        int prefix = 10;
        int length = (prefix + dict.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String text = dict + " ".repeat(length - prefix - dict.length() - 1) + "\n";
        byte[] head = new byte[length];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), (byte) (text.length() >> 8)};
        System.arraycopy(magic, 0, head, 0, prefix);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, head, prefix, text.length());
        return head;
    }
}
