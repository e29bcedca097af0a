package org.distributedbrain.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a picture of 8-bit red, green and blue as PNG (ISO/IEC 15948), row by row, so that it needs no more memory than two rows whatever its
 * size. The caller closes the stream below.
 */
final class PngWriter implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHUNK_BYTES = 1 << 16;
    private static final byte UP = 2;

    private final DataOutputStream out;
    private final Deflater deflater = new Deflater(6);
    private final DeflaterOutputStream data;
    private byte[] above;
    private byte[] current;

    PngWriter(OutputStream stream, int width, int height) throws IOException {
        this.out = new DataOutputStream(stream);
        this.above = new byte[3 * width];
        this.current = new byte[3 * width];
        out.write(SIGNATURE);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (DataOutputStream fields = new DataOutputStream(head)) {
            fields.writeInt(width);
            fields.writeInt(height);
            // Bits of a sample, colour type 2 (red, green, blue), the only compression, the only filter method, not
            // interlaced.
            fields.write(new byte[] {8, 2, 0, 0, 0});
        }
        chunk("IHDR", head.toByteArray(), head.size());
        this.data = new DeflaterOutputStream(new DataChunks(), deflater, CHUNK_BYTES);
    }

    /** The next row, each pixel as {@code 0xRRGGBB}. */
    void row(int[] pixels) throws IOException {
        for (int i = 0; i < current.length / 3; i++) {
            current[3 * i] = (byte) (pixels[i] >> 16);
            current[3 * i + 1] = (byte) (pixels[i] >> 8);
            current[3 * i + 2] = (byte) pixels[i];
        }
        byte[] filtered = new byte[current.length + 1];
        filtered[0] = UP;
        for (int i = 0; i < current.length; i++) {
            filtered[i + 1] = (byte) (current[i] - above[i]);
        }
        data.write(filtered);
        byte[] spare = above;
        above = current;
        current = spare;
    }

    /** Ends the picture. */
    @Override
    public void close() throws IOException {
        try {
            data.finish();
            data.flush();
            chunk("IEND", new byte[0], 0);
            out.flush();
        } finally {
            deflater.end();
        }
    }

    private void chunk(String type, byte[] content, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content, 0, length);
        out.writeInt(length);
        out.write(name);
        out.write(content, 0, length);
        out.writeInt((int) check.getValue());
    }

    /** What is written becomes IDAT chunks. */
    private final class DataChunks extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            byte[] content = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, from + length);
            chunk("IDAT", content, length);
        }
    }
}
