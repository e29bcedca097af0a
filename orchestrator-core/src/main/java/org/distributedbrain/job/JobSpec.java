package org.distributedbrain.job;

/** What a requestor asks for. {@code label} is shown to people, for example {@code "A.npy × B.npy"}. */
public record JobSpec(JobSource source, String label, JobOptions options) {

    /** As most people want it. */
    public JobSpec(JobSource source, String label) {
        this(source, label, JobOptions.usual(source));
    }
}
