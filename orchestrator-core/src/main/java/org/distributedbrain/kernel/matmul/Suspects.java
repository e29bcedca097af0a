package org.distributedbrain.kernel.matmul;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parts of a chunk's rows that must be computed again: rows by the range of columns, in both cases counted within the chunk. */
final class Suspects {
    private final Map<Columns, BitSet> rows = new LinkedHashMap<>();
    private final BitSet touched = new BitSet();

    record Columns(int first, int count) {}

    void add(int row, int firstCol, int cols) {
        rows.computeIfAbsent(new Columns(firstCol, cols), range -> new BitSet()).set(row);
        touched.set(row);
    }

    Map<Columns, BitSet> byColumns() {
        return rows;
    }

    /** Every row of which a part is suspected. */
    BitSet rows() {
        return touched;
    }
}
