package org.distributedbrain.server;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** What all connections of one worker socket share. */
record SocketShared(
        WorkerSocketDeps deps,
        SocketLimits limits,
        ConnectedWorkers workers,
        Registration registration,
        Ranks ranks,
        BufferPool pool,
        ScheduledExecutorService timer,
        BooleanSupplier closed) {

    /** Whether the orchestrator is shutting down. */
    boolean isClosed() {
        return closed.getAsBoolean();
    }
}
