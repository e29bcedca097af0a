package org.distributedbrain.job;

/**
 * How fast a worker was measured to be, at this orchestrator, with everything else that went on.
 *
 * @param operationsPerSecond floating-point operations while it computes
 * @param outBytesPerSecond bytes to it, while operands travel
 * @param inBytesPerSecond bytes from it, while a result travels
 * @param overheadMs what a chunk takes beyond its bytes and operations: there, back and turning round
 */
public record Pace(double operationsPerSecond, double outBytesPerSecond, double inBytesPerSecond, double overheadMs) {
    /** What stands for a link on which no byte was timed: nothing that would bind. */
    public static final double UNTIMED_BYTES_A_SECOND = 250e6;

    /** Whether bytes to the worker were timed, and what stands for their speed is more than a belief. */
    public boolean outTimed() {
        return outBytesPerSecond != UNTIMED_BYTES_A_SECOND;
    }

    /** Whether bytes from the worker were timed. */
    public boolean inTimed() {
        return inBytesPerSecond != UNTIMED_BYTES_A_SECOND;
    }
}
