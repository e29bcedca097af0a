package org.distributedbrain.flow;

import org.distributedbrain.job.Pace;

/** How many tasks a worker may have unfinished, so that the bytes of the next ones travel while it computes. */
final class Window {
    /** One that computes and one whose operands travel. */
    private static final int LEAST = 2;

    private Window() {}

    /**
     * As many as cover the way there and back with computing, but no more than the worker's part of what is left, so that nobody waits at the end
     * for one that has much to do.
     */
    static int of(CoreState state, WorkerRecord worker, JobRecord job) {
        int fair = job.ready.size() / Math.max(1, state.fleet.size()) + 1;
        return Math.clamp(Math.min(wanted(worker, job), fair), LEAST, state.limits.window());
    }

    private static int wanted(WorkerRecord worker, JobRecord job) {
        Pace pace = Speeds.of(worker);
        double computing = job.operationsAChunk / pace.operationsPerSecond();
        double onItsWay = pace.overheadMs() / 1e3
                + Math.max(job.room.a(), job.room.b()) / pace.outBytesPerSecond()
                + job.room.c() / pace.inBytesPerSecond();
        return (int) Math.min(1 + Math.ceil(onItsWay / computing), Integer.MAX_VALUE);
    }
}
