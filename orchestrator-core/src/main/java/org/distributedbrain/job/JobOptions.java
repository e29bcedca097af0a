package org.distributedbrain.job;

/** How a requestor wants a job to be done. */
public record JobOptions(Partition partition, Priority priority, Verification verification) {
    /** For a product. */
    public static final JobOptions DEFAULT = new JobOptions(Partition.AUTO, Priority.NORMAL, Verification.FREIVALDS);

    /** What a job of this source gets when nothing else is asked for. */
    public static JobOptions usual(JobSource source) {
        return new JobOptions(DEFAULT.partition, DEFAULT.priority, Verification.usual(source));
    }
}
