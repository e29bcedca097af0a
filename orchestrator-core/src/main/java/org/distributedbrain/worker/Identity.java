package org.distributedbrain.worker;

import org.jspecify.annotations.Nullable;

/** Who this worker is to one orchestrator, and what proves it. */
record Identity(String workerId, String workerSecret) {

    /** The identity after an acknowledgement, which carries a secret only when the identity is new. */
    static @Nullable Identity after(@Nullable Identity before, String workerId, @Nullable String newSecret) {
        return newSecret == null ? before : new Identity(workerId, newSecret);
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "Identity[" + workerId + "]";
    }
}
