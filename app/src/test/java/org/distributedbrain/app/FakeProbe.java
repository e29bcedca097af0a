package org.distributedbrain.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.MatrixInfo;
import org.distributedbrain.matrix.MatrixOverview;
import org.distributedbrain.matrix.MatrixPreview;

/**
 * Knows a matrix by its file name: {@code A-512x256.npy} is 512 × 256; any other name is no matrix. Its values make a
 * pattern of their own for every size.
 */
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

    @Override
    public MatrixPreview preview(Path file) {
        MatrixInfo size = describe(file);
        int rows = Math.min(CELLS, size.rows());
        int cols = Math.min(CELLS, size.cols());
        float[] cells = new float[rows * cols];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = value(i / cols, i % cols, size);
        }
        List<List<Float>> corner = IntStream.range(0, Math.min(CORNER, rows))
                .mapToObj(row -> IntStream.range(0, Math.min(CORNER, cols))
                        .mapToObj(col -> value(row, col, size))
                        .toList())
                .toList();
        return new MatrixPreview(
                new MatrixOverview(size.rows(), size.cols(), rows, cols, cells, cells, -1, 1, 0.0127, 0, 0), corner);
    }

    private static float value(int row, int col, MatrixInfo size) {
        return (float) (Math.sin((row + 3) * 0.11) * Math.cos((col + 5) * 0.07 * size.rows() / size.cols()));
    }
}
