package org.distributedbrain.certificate;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.kernel.TileKernel.Place;

/** A rectangle in pieces of whole rows, so that one of any size takes a bounded amount of memory. */
final class Strips {
    private static final long MOST_BYTES = 64L << 20;

    private Strips() {}

    /** From the first row on; each of 64 MiB at most, or of one row. */
    static List<Place> of(Place whole) {
        int most = (int) Math.clamp(MOST_BYTES / (4L * whole.cols()), 1, Integer.MAX_VALUE);
        List<Place> strips = new ArrayList<>();
        for (int done = 0; done < whole.rows(); done += Math.min(most, whole.rows() - done)) {
            strips.add(new Place(
                    whole.firstRow() + done, Math.min(most, whole.rows() - done), whole.firstCol(), whole.cols()));
        }
        return strips;
    }

    static long bytes(Place strip) {
        return 4L * strip.rows() * strip.cols();
    }
}
