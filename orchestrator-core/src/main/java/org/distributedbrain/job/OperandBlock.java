package org.distributedbrain.job;

/**
 * A rectangle of one operand that travels as one piece.
 *
 * @param id its number on the wire
 * @param operand of which factor
 * @param firstRow first row within the factor
 * @param rows how many rows
 * @param firstCol first column within the factor
 * @param cols how many columns
 */
public record OperandBlock(BlockId id, Operand operand, int firstRow, int rows, int firstCol, int cols) {

    /** How many float32 values it has. */
    public long values() {
        return (long) rows * cols;
    }

    public long bytes() {
        return 4 * values();
    }
}
