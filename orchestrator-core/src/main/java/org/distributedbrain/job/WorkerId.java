package org.distributedbrain.job;

/** Names a worker across connections; given by the orchestrator at its first registration. */
public record WorkerId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
