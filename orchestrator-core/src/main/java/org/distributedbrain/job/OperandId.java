package org.distributedbrain.job;

/**
 * Names the content of an operand: the SHA-256 of its file, in lower-case hexadecimal digits, where that is known, otherwise something that no
 * other job's operand has. Equal ids mean equal matrices, so workers that hold blocks of one hold blocks of the other.
 */
public record OperandId(String value) {

    /** Of an operand that only this job reads. */
    public static OperandId of(JobId job, Operand operand) {
        return new OperandId(job + "/" + operand);
    }

    @Override
    public String toString() {
        return value;
    }
}
