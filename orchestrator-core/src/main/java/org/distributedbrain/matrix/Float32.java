package org.distributedbrain.matrix;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How a float32 lies in files and in memory. */
final class Float32 {
    /** Little-endian, at any address: a file's values need not begin at a multiple of four bytes. */
    static final ValueLayout.OfFloat LAYOUT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Float32() {}
}
