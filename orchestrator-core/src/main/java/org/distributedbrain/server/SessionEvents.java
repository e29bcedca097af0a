package org.distributedbrain.server;

import java.util.concurrent.locks.ReentrantLock;
import org.distributedbrain.flow.Event;
import org.distributedbrain.loop.EventSink;

/**
 * One connection's voice in the core. It says goodbye exactly once and is silent afterwards; a connection that was replaced says nothing
 * more, not even goodbye, because the newer one's {@code WorkerJoined} says it all.
 *
 * <p>Posting may wait for the core, so the command runner never calls anything in here.
 */
final class SessionEvents {
    private final EventSink sink;
    private final ReentrantLock order = new ReentrantLock();
    private boolean silent;

    SessionEvents(EventSink sink) {
        this.sink = sink;
    }

    /** False when this connection is silent and the core hears nothing of it. */
    boolean post(Event event) {
        order.lock();
        try {
            if (!silent) {
                sink.post(event);
            }
            return !silent;
        } finally {
            order.unlock();
        }
    }

    void last(Event.WorkerLeft goodbye) {
        order.lock();
        try {
            if (!silent) {
                silent = true;
                sink.post(goodbye);
            }
        } finally {
            order.unlock();
        }
    }

    void silence() {
        order.lock();
        silent = true;
        order.unlock();
    }
}
