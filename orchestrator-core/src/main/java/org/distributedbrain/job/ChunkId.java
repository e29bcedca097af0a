package org.distributedbrain.job;

/** The {@code index}-th chunk of a job's plan, counted from 0. */
public record ChunkId(JobId job, int index) {
    @Override
    public String toString() {
        return job + "/" + index;
    }
}
