package org.distributedbrain.kernel.matmul;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How matrices lie in memory and on the wire: little-endian float32, at any address. */
final class Float32 {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final ValueLayout.OfFloat LAYOUT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);

    private Float32() {}
}
