package org.distributedbrain.flow;

import java.time.Duration;

/**
 * The limits the core keeps to.
 *
 * @param window unfinished tasks at one worker at most: how many it has depends on how fast it is
 * @param silence a worker that is not heard for this long is lost
 * @param attempts failed attempts after which a chunk, and with it its job, is given up, unless a worker is connected that has not failed at it
 * @param unfinishedJobs jobs that may wait or run at once
 */
public record FlowLimits(int window, Duration silence, int attempts, int unfinishedJobs) {
    public static final FlowLimits DEFAULT = new FlowLimits(16, Duration.ofSeconds(30), 6, 1_000);
}
