package org.distributedbrain.job;

/**
 * One factor of a job.
 *
 * @param id what it holds
 * @param resident whether it was put on the grid: then workers keep its blocks after the job, for the next one
 */
public record OperandRef(OperandId id, boolean resident) {

    /** Of an operand that only this job reads. */
    public static OperandRef own(JobId job, Operand operand) {
        return new OperandRef(OperandId.of(job, operand), false);
    }
}
