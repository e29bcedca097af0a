package org.distributedbrain.matrix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;

/** Makes {@code .npy} files byte by byte, right and wrong ones, independently of the product's own reader and writer. */
public final class NpyBytes {
    private int version = 1;
    private String header;
    private byte[] data = new byte[0];

    private NpyBytes(String header) {
        this.header = header;
    }

    /** With this text as its header and no data. */
    public static NpyBytes header(String header) {
        return new NpyBytes(header);
    }

    /**
     * A matrix whose element {@code [i, j]} is {@code value(i·cols + j)} in the given dtype, for example {@code "<f8"}.
     */
    public static NpyBytes matrix(String dtype, boolean fortran, int rows, int cols, DoubleUnaryOperator value) {
        NpyBytes npy = new NpyBytes("{'descr': '%s', 'fortran_order': %s, 'shape': (%d, %d), }"
                .formatted(dtype, fortran ? "True" : "False", rows, cols));
        int size = Character.digit(dtype.charAt(2), 10);
        ByteBuffer bytes = ByteBuffer.allocate(rows * cols * size)
                .order(dtype.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < rows * cols; at++) {
            int index = fortran ? at % rows * cols + at / rows : at;
            put(bytes, dtype.substring(1), value.applyAsDouble(index));
        }
        npy.data = bytes.array();
        return npy;
    }

    public static NpyBytes float32(int rows, int cols, float[] values) {
        return matrix("<f4", false, rows, cols, i -> values[(int) i]);
    }

    public NpyBytes version(int newVersion) {
        this.version = newVersion;
        return this;
    }

    public NpyBytes data(byte[] newData) {
        this.data = newData;
        return this;
    }

    public byte[] bytes() {
        return bytes(64);
    }

    /** With the data beginning at a multiple of {@code alignment}. */
    public byte[] bytes(int alignment) {
        int prefix = version == 1 ? 10 : 12;
        byte[] text = header.getBytes(version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        int padding = Math.floorMod(-(prefix + text.length + 1), alignment);
        ByteBuffer file = ByteBuffer.allocate(prefix + text.length + padding + 1 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        file.put((byte) version).put((byte) 0);
        int length = text.length + padding + 1;
        if (version == 1) {
            file.putShort((short) length);
        } else {
            file.putInt(length);
        }
        file.put(text).put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        return file.put((byte) '\n').put(data).array();
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    private static void put(ByteBuffer bytes, String type, double value) {
        switch (type) {
            case "f2" -> bytes.putShort(Float.floatToFloat16((float) value));
            case "f4" -> bytes.putFloat((float) value);
            case "f8" -> bytes.putDouble(value);
            case "i1", "u1", "b1" -> bytes.put((byte) (int) value);
            case "i2", "u2" -> bytes.putShort((short) (int) value);
            case "i4", "u4" -> bytes.putInt((int) (long) value);
            case "i8" -> bytes.putLong((long) value);
            case "u8" -> bytes.putLong(value < 0x1p63 ? (long) value : (long) (value - 0x1p63) + Long.MIN_VALUE);
            default -> throw new IllegalArgumentException(type);
        }
    }
}
