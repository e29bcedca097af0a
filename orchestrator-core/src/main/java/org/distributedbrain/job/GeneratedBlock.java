package org.distributedbrain.job;

/**
 * A block that a worker makes itself instead of being sent it: the rectangle {@code block} of the synthetic matrix with this seed.
 *
 * @param stride columns of the whole matrix
 */
public record GeneratedBlock(OperandBlock block, long seed, int stride) {

    /** The one generator there is, by its name on the wire. */
    public static final String GENERATOR = "philox4x32-10";
}
