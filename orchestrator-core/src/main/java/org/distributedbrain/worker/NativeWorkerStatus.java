package org.distributedbrain.worker;

/**
 * What a native worker is doing, for a person to read.
 *
 * @param detail one sentence that says it: where it connects to, what it computes, why it is disconnected
 * @param name the name under which the orchestrator shows it; empty before it has registered
 * @param verified tasks whose results were verified and stored, since it was started
 * @param rejected tasks whose results were not accepted
 */
public record NativeWorkerStatus(State state, String detail, String name, int verified, int rejected) {

    /** In the order a worker goes through them. */
    public enum State {
        /** Measuring this computer. */
        STARTING,
        CONNECTING,
        /** Registered, waiting for work or for its bytes. */
        IDLE,
        COMPUTING,
        /** The connection is gone; it will try again by itself. */
        DISCONNECTED,
        /** It has ended for good. */
        ENDED
    }
}
