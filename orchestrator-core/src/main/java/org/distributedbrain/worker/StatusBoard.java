package org.distributedbrain.worker;

import java.util.function.Consumer;
import org.distributedbrain.worker.NativeWorkerStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's present status, told to one listener in order. Safe from any thread. */
final class StatusBoard {
    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);

    private final Consumer<NativeWorkerStatus> listener;
    private NativeWorkerStatus current = new NativeWorkerStatus(State.STARTING, "Measuring this computer.", "", 0, 0);

    StatusBoard(Consumer<NativeWorkerStatus> listener) {
        this.listener = listener;
    }

    synchronized NativeWorkerStatus current() {
        return current;
    }

    synchronized void connecting(String address) {
        show(State.CONNECTING, "Connecting to " + address + ".", current.name());
    }

    synchronized void registered(String name) {
        show(State.IDLE, "Ready for work.", name);
    }

    synchronized void idle() {
        // The computing thread may be a little behind the end of the connection.
        if (current.state() == State.COMPUTING) {
            show(State.IDLE, "Ready for work.", current.name());
        }
    }

    synchronized void computing(String shape) {
        if (current.state() == State.IDLE || current.state() == State.COMPUTING) {
            show(State.COMPUTING, "Computing " + shape + ".", current.name());
        }
    }

    synchronized void disconnected(String reason) {
        show(State.DISCONNECTED, reason, current.name());
    }

    synchronized void ended(String reason) {
        show(State.ENDED, reason, current.name());
    }

    synchronized void verified() {
        set(new NativeWorkerStatus(
                current.state(), current.detail(), current.name(), current.verified() + 1, current.rejected()));
    }

    synchronized void rejected() {
        set(new NativeWorkerStatus(
                current.state(), current.detail(), current.name(), current.verified(), current.rejected() + 1));
    }

    private void show(State state, String detail, String name) {
        if (current.state() != State.ENDED) {
            set(new NativeWorkerStatus(state, detail, name, current.verified(), current.rejected()));
        }
    }

    private void set(NativeWorkerStatus status) {
        current = status;
        try {
            listener.accept(status);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed on {}", status, e);
        }
    }
}
