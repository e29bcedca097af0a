package org.distributedbrain.job;

/** How a requestor wants a job to be done. */
public record JobOptions(Partition partition, Priority priority, Verification verification) {
    public static final JobOptions DEFAULT = new JobOptions(Partition.AUTO, Priority.NORMAL, Verification.FREIVALDS);
}
