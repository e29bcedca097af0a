package org.distributedbrain.job;

import java.util.List;

/**
 * One piece of a job's work: a rectangle of its result, or one part of the sum that such a rectangle is.
 *
 * @param operands the blocks it is made of: one of A and one of B for a product, none for a kernel without operands
 * @param part which part of the sum over the whole inner side, counted from 0; always 0 where that is not split
 * @param operations what it is expected to take
 */
public record Chunk(
        ChunkId id,
        int firstRow,
        int rows,
        int firstCol,
        int cols,
        List<OperandBlock> operands,
        int part,
        double operations) {

    public Chunk {
        operands = List.copyOf(operands);
    }

    /** A product: {@code a.cols == b.rows} is the length of the sum. */
    public Chunk(ChunkId id, OperandBlock a, OperandBlock b, int part) {
        this(
                id,
                a.firstRow(),
                a.rows(),
                b.firstCol(),
                b.cols(),
                List.of(a, b),
                part,
                2.0 * a.rows() * a.cols() * b.cols());
    }

    /** With the whole sum. */
    public Chunk(ChunkId id, OperandBlock a, OperandBlock b) {
        this(id, a, b, 0);
    }

    /** Of a product. */
    public OperandBlock a() {
        return operands.get(0);
    }

    /** Of a product. */
    public OperandBlock b() {
        return operands.get(1);
    }

    /** A square of a matrix with itself needs one block only. */
    public List<OperandBlock> distinctOperands() {
        return operands.size() == 2 && a().id().equals(b().id()) ? operands.subList(0, 1) : operands;
    }

    /** How many terms each value of a product is the sum of. */
    public int inner() {
        return a().cols();
    }

    public long resultBytes() {
        return 4L * rows * cols;
    }
}
