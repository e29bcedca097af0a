package org.distributedbrain.app;

import java.nio.file.Path;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.MatrixInfo;

/** Knows a matrix by its file name: {@code A-512x256.npy} is 512 × 256; any other name is no matrix. */
public final class FakeProbe implements MatrixProbe {
    @Override
    public MatrixInfo describe(Path file) {
        String name = String.valueOf(file.getFileName());
        java.util.regex.Matcher size =
                java.util.regex.Pattern.compile("(\\d+)x(\\d+)").matcher(name);
        if (!size.find()) {
            throw new BadInput("'" + name + "' is not a matrix: give a .npy file with two dimensions, or a CSV file.");
        }
        return new MatrixInfo(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), "float32", false);
    }
}
