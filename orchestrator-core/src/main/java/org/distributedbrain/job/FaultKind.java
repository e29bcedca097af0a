package org.distributedbrain.job;

import java.util.Locale;

/** What can break. */
public enum FaultKind {
    /** The connection ended without a goodbye. */
    DISCONNECTED,
    /** Pings stay unanswered: the other end of the connection is gone, and nobody closed it. */
    HALF_OPEN,
    /** Nothing was heard for longer than the silence limit. */
    SILENT,
    /** The device answers pings, its page or program does nothing: a suspended tab. */
    FROZEN,
    /** A chunk was not back by its deadline. */
    OVERDUE,
    /** The worker said it cannot do the task. */
    TASK_FAILED,
    /** The worker said that its GPU went away. */
    DEVICE_LOST,
    /** The worker said that it has no memory for the task. */
    OUT_OF_MEMORY,
    /** Verification proved the result wrong. */
    WRONG_RESULT,
    /** A result came for a task that had been taken back. */
    LATE_RESULT,
    /** A result came for a task that was returned before. */
    DUPLICATE_RESULT,
    /** The worker lost its connection again and again. */
    FLAPPING,
    /** The worker gets no ordinary work: it lied, or the operator wants it so. */
    QUARANTINED;

    /** What a failed task's reason of docs/protocol.md §3 stands for; {@code reason} may go on after a colon. */
    public static FaultKind ofTaskFailure(String reason) {
        return switch (reason.split(":", 2)[0]) {
            case "device_lost" -> DEVICE_LOST;
            case "out_of_memory" -> OUT_OF_MEMORY;
            default -> TASK_FAILED;
        };
    }

    /** As people read it: {@code half open}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
