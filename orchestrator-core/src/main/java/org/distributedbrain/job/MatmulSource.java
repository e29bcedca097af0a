package org.distributedbrain.job;

import java.nio.file.Path;

/** Where a product's operands come from. */
public sealed interface MatmulSource {

    /** Two matrices in files: {@code .npy}, or CSV for any other ending. */
    record Files(Path a, Path b) implements MatmulSource {}

    /** Random matrices in [-1, 1) made from a seed, bit for bit the same on every machine. */
    record Synthetic(MatmulSize size, long seed) implements MatmulSource {}
}
