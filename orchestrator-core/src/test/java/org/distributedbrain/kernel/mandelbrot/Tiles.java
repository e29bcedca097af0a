package org.distributedbrain.kernel.mandelbrot;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel.Place;

/** Tiles as the kernel computes them. */
final class Tiles {
    private static final ValueLayout.OfInt COUNT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Tiles() {}

    static TileSource source(Map<String, String> parameters) {
        return new TileSource("mandelbrot", 1, 1, 1, new TreeMap<>(parameters));
    }

    static int[] computed(TileSource source, Place place) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(4L * place.rows() * place.cols());
            result.fill((byte) 0x55);
            new Mandelbrot().compute(source, place, result, () -> false);
            return result.toArray(COUNT);
        }
    }
}
