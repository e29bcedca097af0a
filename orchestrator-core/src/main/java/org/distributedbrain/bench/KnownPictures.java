package org.distributedbrain.bench;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.kernel.mandelbrot.Mandelbrot;

/** Small pictures of the Mandelbrot set, 64 chunks for workers that hold 32×32 numbers, compared byte by byte. Four of them, used again and again. */
final class KnownPictures implements KnownJobs {
    private static final int PICTURES = 4;

    private final String verify;
    private final TileKernel kernel = new Mandelbrot();
    private final Map<Integer, byte[]> pictures = new HashMap<>();

    /** @param verify how the grid is to check them, for example {@code quorum:2/3} */
    KnownPictures(String verify) {
        this.verify = verify;
    }

    @Override
    public Map<String, Object> job(int number) {
        return Map.of("kernel", kernel.name(), "verify", verify, "parameters", parameters(number));
    }

    private static Map<String, String> parameters(int number) {
        return new TreeMap<>(Map.of(
                "center",
                "-0.743643,0.131825",
                "zoom",
                String.valueOf(10 << 2 * (number % PICTURES)),
                "size",
                "256x256",
                "iterations",
                "300"));
    }

    @Override
    public boolean isRight(int number, byte[] npy) {
        byte[] expected = pictures.computeIfAbsent(number % PICTURES, this::picture);
        return Arrays.equals(npy, npy.length - expected.length, npy.length, expected, 0, expected.length);
    }

    private byte[] picture(int number) {
        TileSource source = kernel.plan(parameters(number)).source();
        ByteBuffer values =
                ByteBuffer.allocateDirect(4 * source.rows() * source.cols()).order(ByteOrder.LITTLE_ENDIAN);
        Place all = new Place(0, source.rows(), 0, source.cols());
        kernel.compute(source, all, MemorySegment.ofBuffer(values), () -> false);
        byte[] bytes = new byte[values.capacity()];
        values.get(bytes);
        return bytes;
    }
}
