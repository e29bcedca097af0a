package org.distributedbrain.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a product's operands come from. */
public sealed interface MatmulSource {

    /**
     * Two matrices in files: {@code .npy}, or CSV for any other ending.
     *
     * @param nameOfA what its owner calls A's file, or null when that is its path
     * @param nameOfB the same for B's file
     */
    record Files(
            Path a,
            @Nullable String nameOfA,
            Path b,
            @Nullable String nameOfB) implements MatmulSource {

        /** Files that people know by their paths. */
        public Files(Path a, Path b) {
            this(a, null, b, null);
        }

        /** The text with the owner's names instead of the files'. */
        public String named(String text) {
            return named(named(text, a, nameOfA), b, nameOfB);
        }

        private static String named(String text, Path file, @Nullable String name) {
            return name == null
                    ? text
                    : text.replace(file.toString(), name).replace(String.valueOf(file.getFileName()), name);
        }
    }

    /** Random matrices in [-1, 1) made from a seed, bit for bit the same on every machine. */
    record Synthetic(MatmulSize size, long seed) implements MatmulSource {}
}
