package org.distributedbrain.flow;

import org.distributedbrain.job.Pace;

/**
 * One worker's part in a job that is being estimated.
 *
 * @param here whether it runs on this computer, and so shares its processor with the others that do and with the orchestrator
 * @param chunks how many chunks it would do
 * @param operations of those chunks together
 * @param bytesOut operand bytes that it would be sent
 * @param firstBytes of them those before it can begin
 * @param bytesIn result bytes of its chunks
 */
record Helper(Pace pace, boolean here, int chunks, double operations, long bytesOut, long firstBytes, long bytesIn) {}
