package org.distributedbrain.job;

/** What a job's result is made of. */
public sealed interface JobSource permits MatmulSource, TileSource {

    /** The kernel's name, as on the wire. */
    String kernel();

    /** How the job with this source refers to one of its factors, where it has any. */
    default OperandRef ref(JobId job, Operand operand) {
        return OperandRef.own(job, operand);
    }
}
