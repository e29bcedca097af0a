package org.distributedbrain.job;

/** The outcome of verifying one returned chunk. */
public sealed interface Verdict {

    /** The values may enter the result. */
    record Passed(Evidence evidence) implements Verdict {}

    /** The values are provably not the product; {@code message} says which row shows it. */
    record Wrong(String message) implements Verdict {}
}
