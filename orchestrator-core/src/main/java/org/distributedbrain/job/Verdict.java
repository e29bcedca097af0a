package org.distributedbrain.job;

import org.jspecify.annotations.Nullable;

/** The outcome of verifying one returned chunk. */
public sealed interface Verdict {

    /**
     * The values may enter the result.
     *
     * @param operations what they took, where the values tell; null where the chunk says it
     */
    record Passed(Evidence evidence, @Nullable Double operations) implements Verdict {

        /** Of a chunk that took what it was expected to take. */
        public Passed(Evidence evidence) {
            this(evidence, null);
        }
    }

    /** The values are provably not the product; {@code message} says which row shows it. */
    record Wrong(String message) implements Verdict {}
}
