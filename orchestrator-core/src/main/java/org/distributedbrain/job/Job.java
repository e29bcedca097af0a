package org.distributedbrain.job;

import java.time.Instant;
import java.util.List;

/**
 * A job with its operands opened and measured.
 *
 * @param source where its operands come from: what a restart needs to open them again
 * @param label what people see of its origin
 * @param notes what the requestor should know about the operands: narrowing, NaN or infinite values; one sentence each
 */
public record Job(
        JobId id,
        MatmulSize size,
        MatmulSource source,
        OperandRef a,
        OperandRef b,
        JobOptions options,
        String label,
        List<String> notes,
        Instant submittedAt) {

    public Job {
        notes = List.copyOf(notes);
    }
}
