package org.distributedbrain.flow;

import org.distributedbrain.job.OperandRef;

/**
 * How an operand lies at workers: the sums go over {@code innerParts} parts of its inner side, and the other side is cut into {@code parts}. A job that
 * cuts it in the same way sends only what is missing.
 *
 * @param held which part of the workers holds blocks of it, from 0 to 1
 * @param weight what a byte of it counts when it is sent
 */
record Cut(int parts, int innerParts, double held, double weight) {
    /** An operand on the grid is there for many jobs: what is sent of it once counts for about so many. */
    private static final double USES = 8;

    /** Of an operand that no worker holds anything of. */
    static Cut unheld(OperandRef ref) {
        return new Cut(0, 0, 0, weight(ref));
    }

    static double weight(OperandRef ref) {
        return ref.resident() ? 1 / USES : 1;
    }

    /** What each byte of the operand counts on average, when it is cut like this. */
    double missing(int parts, int innerParts) {
        return this.parts == parts && this.innerParts == innerParts ? weight * (1 - held) : weight;
    }
}
