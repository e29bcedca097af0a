package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TileGrid;

/**
 * Cuts the tiles of C into rectangles, one for each worker, with areas in proportion to the workers' speeds, so that the operands sent for all of
 * them are few: workers stand in columns, and how many columns of which widths there are is found by dynamic programming over the workers in
 * order of speed (Beaumont, Boudet, Rastello, Robert, "Matrix multiplication on heterogeneous platforms", IEEE TPDS 12(10), 2001). Unlike there,
 * borders lie between tiles; a border that cannot lie where it should costs what is sent when others help out.
 */
final class Columns {

    /** The tiles {@code firstRow ≤ row < endRow}, {@code firstCol ≤ col < endCol}; may be empty. */
    record Rectangle(int firstRow, int endRow, int firstCol, int endCol) {}

    /** A column with many more workers than the best number for equal ones is never the best. */
    private static final int LONGEST = 4;

    private final TileGrid grid;
    private final double[] speeds;
    /** {@code sums[i]} is the share of the first {@code i} workers. */
    private final double[] sums;

    private final double bytesOfA;
    private final double bytesOfB;

    private Columns(MatmulSize size, TileGrid grid, double[] speeds, double weightOfB) {
        this.grid = grid;
        this.speeds = speeds;
        this.bytesOfA = 4.0 * size.rowsA() * size.colsA();
        this.bytesOfB = weightOfB * 4.0 * size.colsA() * size.colsB();
        this.sums = new double[speeds.length + 1];
        for (int i = 0; i < speeds.length; i++) {
            sums[i + 1] = sums[i] + speeds[i];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= sums[speeds.length];
        }
        sums[speeds.length] = 1;
    }

    /**
     * @param speeds at least one, all positive, the highest first
     * @param weightOfB what a byte of B costs beside one of A: less than 1 puts more workers below each other, more than 1 side by side
     */
    static List<Rectangle> cut(MatmulSize size, TileGrid grid, double[] speeds, double weightOfB) {
        return new Columns(size, grid, speeds, weightOfB).rectangles();
    }

    private List<Rectangle> rectangles() {
        int workers = speeds.length;
        int[] from = new int[workers + 1];
        double[] cost = new double[workers + 1];
        int longest = (int) Math.min(workers, LONGEST * Math.sqrt(workers * bytesOfA / bytesOfB) + LONGEST);
        for (int end = 1; end <= workers; end++) {
            cost[end] = Double.POSITIVE_INFINITY;
            for (int first = Math.max(0, end - longest); first < end; first++) {
                double with = cost[first] + cost(first, end);
                if (with < cost[end]) {
                    cost[end] = with;
                    from[end] = first;
                }
            }
        }
        List<Rectangle> all = new ArrayList<>();
        for (int end = workers; end > 0; end = from[end]) {
            all.addAll(0, column(from[end], end));
        }
        return all;
    }

    /** Bytes that a column of the workers {@code first ≤ worker < end} costs. */
    private double cost(int first, int end) {
        int workers = end - first;
        int width = edge(end) - edge(first);
        double bytes = width == 0 ? 0 : bytesOfA + workers * bytesOfB * width / grid.colParts();
        return bytes + misplaced(first, end, width) * (bytesOfA / grid.rowParts() + bytesOfB / grid.colParts());
    }

    /** How many tiles others will have to do for those that got too many. */
    private double misplaced(int first, int end, int width) {
        int workers = end - first;
        double share = (double) grid.rowParts() * grid.colParts() * (sums[end] - sums[first]);
        if (speeds[first] != speeds[end - 1]) {
            return Math.abs(width * (double) grid.rowParts() - share) + workers * width / 8.0;
        }
        return excess(grid.rowParts(), width, workers, share / workers) + (width == 0 ? share : 0);
    }

    /** Tiles beyond {@code share} each, where so many workers part a column of {@code rows × width} tiles as evenly as tiles allow. */
    static double excess(int rows, int width, int workers, double share) {
        int height = rows / workers;
        int taller = rows % workers;
        return taller * Math.max(0, (height + 1) * (double) width - share)
                + (workers - taller) * Math.max(0, height * (double) width - share);
    }

    private List<Rectangle> column(int first, int end) {
        List<Rectangle> column = new ArrayList<>(end - first);
        double before = 0;
        double all = Arrays.stream(speeds, first, end).sum();
        int top = 0;
        for (int worker = first; worker < end; worker++) {
            before += speeds[worker];
            int bottom = worker == end - 1 ? grid.rowParts() : (int) Math.round(grid.rowParts() * before / all);
            column.add(new Rectangle(top, bottom, edge(first), edge(end)));
            top = bottom;
        }
        return column;
    }

    /** Where the column after the first {@code workers} workers begins. */
    private int edge(int workers) {
        return (int) Math.round(grid.colParts() * sums[workers]);
    }
}
