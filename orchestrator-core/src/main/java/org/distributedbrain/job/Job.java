package org.distributedbrain.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with its operands opened and measured.
 *
 * @param size of the product; of a kernel without operands the sides of its result, with 1 between them
 * @param source where its operands come from: what a restart needs to open them again
 * @param a refers to nothing where there are no operands, and so does {@code b}
 * @param label what people see of its origin
 * @param notes what the requestor should know about the operands: narrowing, NaN or infinite values; one sentence each
 * @param seed what the secret vectors of its verification come from; null for a job of a version that kept none
 */
public record Job(
        JobId id,
        MatmulSize size,
        JobSource source,
        OperandRef a,
        OperandRef b,
        JobOptions options,
        String label,
        List<String> notes,
        Instant submittedAt,
        @Nullable SecretSeed seed) {

    public Job {
        notes = List.copyOf(notes);
    }

    /** Without a seed, with its operands referred to as its source says. */
    public static Job of(
            JobId id,
            MatmulSize size,
            JobSource source,
            JobOptions options,
            String label,
            List<String> notes,
            Instant submittedAt) {
        return of(id, size, source, options, label, notes, submittedAt, null);
    }

    /** With its operands referred to as its source says. */
    public static Job of(
            JobId id,
            MatmulSize size,
            JobSource source,
            JobOptions options,
            String label,
            List<String> notes,
            Instant submittedAt,
            @Nullable SecretSeed seed) {
        return new Job(
                id,
                size,
                source,
                source.ref(id, Operand.A),
                source.ref(id, Operand.B),
                options,
                label,
                notes,
                submittedAt,
                seed);
    }

    /** What it is expected to take. */
    public double operations() {
        return switch (source) {
            case MatmulSource product -> size.operations();
            case TileSource tiles -> tiles.operations();
        };
    }
}
