package org.distributedbrain.publish;

import org.distributedbrain.job.StoredOperand;

/**
 * One matrix on the grid as people see it.
 *
 * @param workers how many connected workers hold blocks of it
 */
public record OperandView(StoredOperand operand, int workers) {}
