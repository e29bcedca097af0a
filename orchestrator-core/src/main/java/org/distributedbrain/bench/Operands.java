package org.distributedbrain.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.distributedbrain.matrix.ResultFile;
import org.jspecify.annotations.Nullable;

/** Matrices for measurements as {@code .npy} files: zeros, so that zero workers tell the truth, and random ones. */
final class Operands {
    private Operands() {}

    static Path zeros(Path file, int rows, int cols) {
        return write(file, rows, cols, null);
    }

    static Path random(Path file, int rows, int cols, long seed) {
        return write(file, rows, cols, new SplittableRandom(seed));
    }

    private static Path write(Path file, int rows, int cols, @Nullable SplittableRandom random) {
        try (Arena arena = Arena.ofConfined();
                ResultFile out = ResultFile.create(file, rows, cols)) {
            MemorySegment row = arena.allocate(4L * cols, 4);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; random != null && j < cols; j++) {
                    row.setAtIndex(ValueLayout.JAVA_FLOAT, j, (float) random.nextDouble(-1, 1));
                }
                out.write(i, 1, 0, cols, row);
            }
            return out.seal();
        }
    }

    static String sha256(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
