package org.distributedbrain.publish;

/**
 * The health figures (FR-018).
 *
 * @param averageResponseMs mean total time of the jobs completed since the start; 0 before the first
 * @param gigaflops verified operations of the last few seconds, in 10⁹ per second
 */
public record Totals(
        int activeWorkers, int jobsInQueue, int jobsCompleted, double averageResponseMs, double gigaflops) {}
