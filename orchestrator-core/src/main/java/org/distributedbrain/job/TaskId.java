package org.distributedbrain.job;

/** The number of one attempt at one chunk, as it travels on the wire. Never used twice by one data folder's orchestrator. */
public record TaskId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
