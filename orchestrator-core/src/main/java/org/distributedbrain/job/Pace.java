package org.distributedbrain.job;

/**
 * How fast a worker was measured to be, at this orchestrator, with everything else that went on.
 *
 * @param operationsPerSecond floating-point operations while it computes
 * @param outBytesPerSecond bytes to it, while operands travel
 * @param inBytesPerSecond bytes from it, while a result travels
 * @param overheadMs what a chunk takes beyond its bytes and operations: there, back and turning round
 */
public record Pace(double operationsPerSecond, double outBytesPerSecond, double inBytesPerSecond, double overheadMs) {}
