package org.distributedbrain.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.kernel.mandelbrot.Mandelbrot;

/** The kernels without operands that there are, beside the product of matrices. Adding one is a line here. */
public final class Kernels {
    public static final List<TileKernel> ALL = List.of(new Mandelbrot());

    private Kernels() {}

    /** All of them and the product's, as people may write them. */
    public static String names() {
        return Stream.concat(Stream.of(MatmulSource.KERNEL), ALL.stream().map(TileKernel::name))
                .collect(Collectors.joining(", "));
    }

    public static Optional<TileKernel> find(String name) {
        return ALL.stream().filter(kernel -> kernel.name().equals(name)).findFirst();
    }
}
