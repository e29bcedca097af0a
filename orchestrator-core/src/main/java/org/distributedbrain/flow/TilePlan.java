package org.distributedbrain.flow;

import java.util.Collection;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;

/**
 * How a result without operands is cut. Nothing travels but results, and what a tile takes is not known beforehand, so there are many tiles of
 * about the same size for each worker, as near to squares as they can be: whoever is done with one gets the next.
 */
final class TilePlan {
    private static final int TILES_A_WORKER = 32;

    /** So many at least: workers may come. */
    private static final int LEAST = 64;

    private static final int MOST = 20_000;

    /** A smaller tile is more message than work. */
    private static final int LEAST_VALUES = 1_024;

    /** A tile should not keep the slowest devices busy for more than some seconds. */
    private static final double MOST_OPERATIONS = 4e9;

    private TilePlan() {}

    static TileGrid grid(TileSource source, Collection<WorkerRecord> fleet) {
        long able = fleet.stream()
                .filter(worker -> worker.profile.kernels().contains(source.kernel()))
                .count();
        double values = (double) source.rows() * source.cols();
        double wanted = Math.max(Math.max(LEAST, able * TILES_A_WORKER), source.operations() / MOST_OPERATIONS);
        double tiles = Math.clamp(Math.min(wanted, values / LEAST_VALUES), 1, MOST);
        double side = Math.sqrt(values / tiles);
        int rowParts = (int) Math.clamp(Math.round(source.rows() / side), 1, source.rows());
        int colParts = (int) Math.clamp(Math.round(tiles / rowParts), 1, source.cols());
        return new TileGrid(rowParts, colParts, 1);
    }
}
