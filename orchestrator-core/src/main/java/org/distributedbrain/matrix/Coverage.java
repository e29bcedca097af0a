package org.distributedbrain.matrix;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How much of a result was written. A tile that is written again counts once, for it begins at the same value. */
final class Coverage {
    private final int cols;

    /** Where tiles begin that were written, by the number of their first value. */
    private final Set<Long> begins = ConcurrentHashMap.newKeySet();

    private final AtomicLong values = new AtomicLong();

    /** Of a result with so many columns. */
    Coverage(int cols) {
        this.cols = cols;
    }

    void add(int firstRow, int rows, int firstCol, int cols) {
        if (begins.add((long) firstRow * this.cols + firstCol)) {
            values.addAndGet((long) rows * cols);
        }
    }

    /** So many values were written. */
    long values() {
        return values.get();
    }
}
