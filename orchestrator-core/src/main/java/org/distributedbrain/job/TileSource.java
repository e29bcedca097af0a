package org.distributedbrain.job;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rectangle of unsigned 32-bit integers, each computed from its place and these parameters alone, bit for bit the same on every device. There
 * are no operands.
 *
 * @param operationsAnElement about so many operations make one of them: what a chunk is expected to take for each. Where elements differ, at least a
 *     quarter of the most, so that no chunk takes more than four times as long as expected
 * @param parameters what the kernel needs to know, as on the wire
 */
public record TileSource(
        String kernel, int rows, int cols, double operationsAnElement, SortedMap<String, String> parameters)
        implements JobSource {

    public TileSource {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** What the whole result takes at most. */
    public double operations() {
        return (double) rows * cols * operationsAnElement;
    }
}
