package org.distributedbrain.kernel;

import java.util.List;
import java.util.Optional;
import org.distributedbrain.kernel.mandelbrot.Mandelbrot;

/** The kernels without operands that there are, beside the product of matrices. Adding one is a line here. */
public final class Kernels {
    public static final List<TileKernel> ALL = List.of(new Mandelbrot());

    private Kernels() {}

    public static Optional<TileKernel> find(String name) {
        return ALL.stream().filter(kernel -> kernel.name().equals(name)).findFirst();
    }
}
