package org.distributedbrain.server.api;

import org.distributedbrain.Health;
import org.jspecify.annotations.Nullable;

/**
 * Whether the orchestrator can work.
 *
 * @param status {@code ok} or {@code failing}
 * @param reason why it fails, in a sentence that names no folder
 */
public record HealthDocument(String status, @Nullable String reason) {

    public static HealthDocument of(Health health) {
        return switch (health) {
            case WELL -> new HealthDocument("ok", null);
            case CANNOT_STORE ->
                new HealthDocument(
                        "failing",
                        "The database cannot be written at present, and jobs pause: the console and the log say why.");
            case STUCK ->
                new HealthDocument(
                        "failing",
                        "Nothing was decided or stored for 10 s: look at the log, and start the orchestrator again.");
        };
    }
}
