package org.distributedbrain.job;

/**
 * One piece of a job's work: the product of two operand blocks, which is a rectangle of C or one part of its sum.
 * {@code a.cols == b.rows} is the length of the sum.
 *
 * @param part which part of the sum over the whole inner side, counted from 0; always 0 where that is not split
 */
public record Chunk(ChunkId id, OperandBlock a, OperandBlock b, int part) {

    /** With the whole sum. */
    public Chunk(ChunkId id, OperandBlock a, OperandBlock b) {
        this(id, a, b, 0);
    }

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
