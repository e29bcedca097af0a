package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.publish.OperandView;
import org.jspecify.annotations.Nullable;

/**
 * One matrix on the grid in JSON.
 *
 * @param id the SHA-256 of its file
 * @param bytes the length of its file
 * @param usedAt when a job last began with it, to about a minute
 * @param workers how many connected workers hold blocks of it
 */
public record OperandDocument(
        String id,
        String name,
        int rows,
        int cols,
        long bytes,
        Instant putAt,
        @Nullable Instant usedAt,
        int workers) {

    public static OperandDocument of(OperandView view) {
        var operand = view.operand();
        return new OperandDocument(
                operand.id().value(),
                operand.name(),
                operand.rows(),
                operand.cols(),
                operand.bytes(),
                operand.putAt(),
                operand.usedAt(),
                view.workers());
    }

    /** Those put last first; {@code next} is the {@code after} of the page that follows, absent on the last. */
    public record Page(
            List<OperandDocument> operands, @Nullable String next) {}
}
