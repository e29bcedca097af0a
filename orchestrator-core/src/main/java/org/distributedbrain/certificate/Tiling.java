package org.distributedbrain.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.publish.ProvenJob.ProvenChunk;
import org.jspecify.annotations.Nullable;

/** How a certificate's tiles lie. */
final class Tiling {
    /** What reaches down to the row that is looked at, by first column. Those that ended above are taken out when they are met. */
    private final TreeMap<Integer, Place> beside = new TreeMap<>();

    private Tiling() {}

    /** @throws Misfit unless they cover the result, each value once */
    static void requireWhole(Certificate certificate) {
        List<Place> places = new ArrayList<>(certificate.places());
        places.sort(Comparator.comparingInt(Place::firstRow));
        Tiling tiling = new Tiling();
        long values = 0;
        for (Place place : places) {
            if (place.rows() > certificate.rows() - place.firstRow()
                    || place.cols() > certificate.cols() - place.firstCol()) {
                throw new Misfit("The certificate has a tile that is not a part of its result: " + text(place) + ".");
            }
            tiling.add(place);
            values += (long) place.rows() * place.cols();
        }
        if (values != (long) certificate.rows() * certificate.cols()) {
            throw new Misfit("The certificate's tiles do not cover its result: it is of " + certificate.rows() + "×"
                    + certificate.cols() + " values, and they are of " + values + ".");
        }
    }

    private void add(Place place) {
        int end = place.firstCol() + place.cols();
        Map.@Nullable Entry<Integer, Place> left;
        while ((left = beside.lowerEntry(end)) != null) {
            Place other = left.getValue();
            if (other.firstRow() + other.rows() <= place.firstRow()) {
                beside.remove(left.getKey());
            } else if (other.firstCol() + other.cols() <= place.firstCol()) {
                break; // and so do all that begin before it
            } else {
                throw new Misfit("The certificate has two tiles in one place: " + text(place) + ".");
            }
        }
        beside.put(place.firstCol(), place);
    }

    static Place place(ProvenChunk chunk) {
        return new Place(chunk.firstRow(), chunk.rows(), chunk.firstCol(), chunk.cols());
    }

    static String text(Place tile) {
        return "rows " + tile.firstRow() + " to " + (tile.firstRow() + tile.rows() - 1) + ", columns " + tile.firstCol()
                + " to " + (tile.firstCol() + tile.cols() - 1);
    }
}
