package org.distributedbrain.job;

/**
 * One piece of a job's result, computed by one worker at a time: the rectangle of C that is the product of two operand blocks.
 * {@code a.cols == b.rows} is the length of the sum.
 */
public record Chunk(ChunkId id, OperandBlock a, OperandBlock b) {

    public int firstRow() {
        return a.firstRow();
    }

    public int rows() {
        return a.rows();
    }

    public int firstCol() {
        return b.firstCol();
    }

    public int cols() {
        return b.cols();
    }

    public int inner() {
        return a.cols();
    }

    public double operations() {
        return 2.0 * rows() * inner() * cols();
    }

    public long resultBytes() {
        return 4L * rows() * cols();
    }
}
