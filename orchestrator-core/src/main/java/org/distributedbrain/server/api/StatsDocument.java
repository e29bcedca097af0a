package org.distributedbrain.server.api;

import java.util.Map;

/**
 * The grid in numbers.
 *
 * @param uptimeSeconds since the server opened its door
 * @param jobs of all time, by what has become of them: {@code unfinished}, {@code done}, {@code failed} and {@code cancelled}
 * @param workers connected ones by their state, as in Node
 * @param operands matrices on the grid
 * @param averageResponseMs mean time of the jobs completed since the start; 0 before the first
 * @param gigaflops verified operations of the last few seconds, in 10⁹ a second
 */
public record StatsDocument(
        double uptimeSeconds,
        Map<String, Long> jobs,
        Map<String, Integer> workers,
        int operands,
        double averageResponseMs,
        double gigaflops) {}
