package org.distributedbrain.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedbrain.certificate.Certificate.Tile;

/** How a certificate's tiles lie. */
final class Tiling {
    private Tiling() {}

    /** @throws Misfit unless they cover C, each value once */
    static void requireWhole(Certificate certificate) {
        List<Tile> tiles = new ArrayList<>(certificate.tiles());
        tiles.sort(Comparator.comparingInt(Tile::firstRow));
        List<Tile> beside = new ArrayList<>();
        long values = 0;
        for (Tile tile : tiles) {
            if (!isWithin(tile, certificate) || tile.parts().isEmpty()) {
                throw new Misfit("The certificate has a tile that is not a part of C: " + place(tile) + ".");
            }
            beside.removeIf(other -> other.firstRow() + other.rows() <= tile.firstRow());
            for (Tile other : beside) {
                if (tile.firstCol() < other.firstCol() + other.cols()
                        && other.firstCol() < tile.firstCol() + tile.cols()) {
                    throw new Misfit("The certificate has two tiles in one place: " + place(tile) + ".");
                }
            }
            beside.add(tile);
            values += (long) tile.rows() * tile.cols();
        }
        if (values != (long) certificate.rowsA() * certificate.colsB()) {
            throw new Misfit("The certificate's tiles do not cover C: it is of " + certificate.rowsA() + "×"
                    + certificate.colsB() + " values, and they are of " + values + ".");
        }
    }

    private static boolean isWithin(Tile tile, Certificate certificate) {
        return tile.firstRow() >= 0
                && tile.rows() >= 1
                && tile.rows() <= certificate.rowsA() - tile.firstRow()
                && tile.firstCol() >= 0
                && tile.cols() >= 1
                && tile.cols() <= certificate.colsB() - tile.firstCol();
    }

    static String place(Tile tile) {
        return "rows " + tile.firstRow() + " to " + (tile.firstRow() + tile.rows() - 1) + ", columns " + tile.firstCol()
                + " to " + (tile.firstCol() + tile.cols() - 1);
    }
}
