package org.distributedbrain.matrix;

import java.util.Arrays;

/** What has been seen so far of a matrix whose values come row by row, cell by cell; in the end its {@link MatrixOverview}. For one thread. */
final class Survey {
    private final int rows;
    private final int cols;
    private final int cellRows;
    private final int cellCols;
    private final float[] least;
    private final float[] most;
    private double sum;
    private long finite;
    private long nan;
    private long infinite;

    /** Values by their index, row by row. */
    @FunctionalInterface
    interface Values {
        float at(long index);
    }

    /** @param longestSide no more cells than that in a row or column */
    Survey(int rows, int cols, int longestSide) {
        this.rows = rows;
        this.cols = cols;
        cellRows = Math.min(rows, longestSide);
        cellCols = Math.min(cols, longestSide);
        least = new float[cellRows * cellCols];
        most = new float[cellRows * cellCols];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
    }

    void addAll(Values values) {
        for (int row = 0; row < rows; row++) {
            addRow(row, values, (long) row * cols);
        }
    }

    /** @param first where the row's first value is */
    void addRow(int row, Values values, long first) {
        int line = (int) ((long) row * cellRows / rows) * cellCols;
        for (int cell = 0; cell < cellCols; cell++) {
            add(line + cell, values, first + start(cell), first + start(cell + 1));
        }
    }

    /** The first column of a cell: the first one that {@code col·cells/cols} maps to it. */
    private long start(int cell) {
        return ((long) cell * cols + cellCols - 1) / cellCols;
    }

    private void add(int cell, Values values, long from, long to) {
        float low = least[cell];
        float high = most[cell];
        double total = 0;
        for (long i = from; i < to; i++) {
            float value = values.at(i);
            if (Math.abs(value) <= Float.MAX_VALUE) {
                low = Math.min(low, value);
                high = Math.max(high, value);
                total += value;
                finite++;
            } else if (Float.isNaN(value)) {
                nan++;
            } else {
                infinite++;
            }
        }
        least[cell] = low;
        most[cell] = high;
        sum += total;
    }

    MatrixOverview overview() {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < least.length; i++) {
            if (least[i] > most[i]) {
                least[i] = Float.NaN;
                most[i] = Float.NaN;
            } else {
                min = Math.min(min, least[i]);
                max = Math.max(max, most[i]);
            }
        }
        boolean any = finite > 0;
        return new MatrixOverview(
                rows,
                cols,
                cellRows,
                cellCols,
                least,
                most,
                any ? min : Double.NaN,
                any ? max : Double.NaN,
                any ? sum / finite : Double.NaN,
                nan,
                infinite);
    }
}
