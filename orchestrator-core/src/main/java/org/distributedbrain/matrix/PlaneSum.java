package org.distributedbrain.matrix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The sum of the planes of a result whose inner side was split. Every element is summed in float64 in the order of the parts and rounded
 * once, so the result does not depend on the order in which the parts arrived, and is more precise than one float32 sum would be. Memory is
 * bounded: a strip of a plane at a time.
 */
final class PlaneSum {
    private static final int STRIP = 1 << 16;

    private final double[] sums = new double[STRIP];
    private final float[] values = new float[STRIP];
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(4 * STRIP).order(ByteOrder.LITTLE_ENDIAN);
    private final FloatBuffer floats = bytes.asFloatBuffer();

    /** Puts the sum of {@code parts} planes of {@code count} values, which follow each other in {@code planes}, into {@code result}. */
    void add(TileFile planes, int parts, long count, TileFile result) throws IOException {
        for (long at = 0; at < count; at += STRIP) {
            int length = (int) Math.min(STRIP, count - at);
            for (int part = 0; part < parts; part++) {
                read(planes, part * count + at, length);
                add(length, part == 0);
            }
            write(result, at, length);
        }
    }

    private void read(TileFile planes, long index, int length) throws IOException {
        planes.read(index, bytes.clear().limit(4 * length));
        floats.get(0, values, 0, length);
    }

    private void add(int length, boolean first) {
        for (int i = 0; i < length; i++) {
            sums[i] = first ? values[i] : sums[i] + values[i];
        }
    }

    private void write(TileFile result, long index, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            values[i] = (float) sums[i];
        }
        floats.put(0, values, 0, length);
        result.write(index, bytes.clear().limit(4 * length));
    }
}
