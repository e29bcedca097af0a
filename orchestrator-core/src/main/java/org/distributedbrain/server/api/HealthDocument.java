package org.distributedbrain.server.api;

import org.jspecify.annotations.Nullable;

/**
 * Whether the orchestrator can work.
 *
 * @param status {@code ok} or {@code failing}
 * @param reason why it fails, in a sentence that names no folder
 */
public record HealthDocument(String status, @Nullable String reason) {
    public static final HealthDocument OK = new HealthDocument("ok", null);
    public static final HealthDocument CANNOT_STORE = new HealthDocument(
            "failing", "The database cannot be written at present, and jobs pause: the console and the log say why.");
}
