package org.distributedbrain.loop;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;

/** Who waits for an answer: to a submission, or for the end of a job. Safe from any thread. */
public final class Requestors {
    private final Map<JobId, CompletableFuture<Void>> admissions = new ConcurrentHashMap<>();
    private final Map<JobId, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
    private final Map<JobId, CompletableFuture<Estimate>> estimates = new ConcurrentHashMap<>();
    private final Map<WorkerId, CompletableFuture<Void>> standings = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * To be called before the job is submitted. Completes when it is durably admitted; fails with {@link BadInput} when it is refused, or
     * when the orchestrator closes first.
     */
    public CompletableFuture<Void> admission(JobId job) {
        CompletableFuture<Void> admission = new CompletableFuture<>();
        ends.put(job, new CompletableFuture<>());
        admissions.put(job, admission);
        if (closed) {
            close(); // it may have begun before these were in the maps
        }
        return admission;
    }

    /** A job of an earlier run goes on. */
    void underWay(JobId job) {
        ends.putIfAbsent(job, new CompletableFuture<>());
    }

    /** Completes when the job has durably ended; at once for a job that is not under way. */
    public CompletableFuture<Void> end(JobId job) {
        CompletableFuture<Void> end = ends.get(job);
        return end == null ? CompletableFuture.completedFuture(null) : end;
    }

    /** Whether {@link #end} waits for something: from its submission on until it has durably ended. */
    public boolean isUnderWay(JobId job) {
        return ends.containsKey(job);
    }

    /** To be called before it is asked for. Fails with {@link BadInput} when the orchestrator closes first. */
    public CompletableFuture<Estimate> estimate(JobId job) {
        CompletableFuture<Estimate> estimate = new CompletableFuture<>();
        estimates.put(job, estimate);
        if (closed) {
            close();
        }
        return estimate;
    }

    void estimated(JobId job, Estimate estimate) {
        CompletableFuture<Estimate> asked = estimates.remove(job);
        if (asked != null) {
            asked.complete(estimate);
        }
    }

    /** To be called before something is wanted of the worker. Completes when it is durably so, and when the orchestrator closes. */
    public CompletableFuture<Void> standing(WorkerId worker) {
        CompletableFuture<Void> standing = standings.computeIfAbsent(worker, id -> new CompletableFuture<>());
        if (closed) {
            close();
        }
        return standing;
    }

    void judged(WorkerId worker) {
        CompletableFuture<Void> standing = standings.remove(worker);
        if (standing != null) {
            standing.complete(null);
        }
    }

    void admitted(JobId job) {
        CompletableFuture<Void> admission = admissions.remove(job);
        if (admission != null) {
            admission.complete(null);
        }
    }

    void refused(JobId job, String sentence) {
        ended(job);
        CompletableFuture<Void> admission = admissions.remove(job);
        if (admission != null) {
            admission.completeExceptionally(new BadInput(sentence));
        }
    }

    void ended(JobId job) {
        CompletableFuture<Void> end = ends.remove(job);
        if (end != null) {
            end.complete(null);
        }
    }

    /** Nobody is kept waiting when the orchestrator closes. */
    public void close() {
        closed = true;
        BadInput closing = new BadInput("The orchestrator is closing: submit it again when it runs.");
        admissions.values().forEach(admission -> admission.completeExceptionally(closing));
        estimates.values().forEach(estimate -> estimate.completeExceptionally(closing));
        ends.values().forEach(end -> end.complete(null));
        standings.values().forEach(standing -> standing.complete(null));
    }
}
