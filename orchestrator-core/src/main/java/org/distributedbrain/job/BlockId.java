package org.distributedbrain.job;

/** The number of an operand block, as it travels on the wire. Never used twice while an orchestrator runs. */
public record BlockId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
