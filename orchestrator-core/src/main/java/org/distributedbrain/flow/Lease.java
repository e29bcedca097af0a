package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.RunningTask;
import org.jspecify.annotations.Nullable;

/** One attempt at a chunk: who has it and since when. Soft state: lost in a crash, and then the chunk is simply handed out again. */
final class Lease {
    final TaskId task;
    final ChunkRecord chunk;
    final WorkerId worker;

    /** When the chunk could have been handed out. */
    final Instant readyAt;

    final Instant sentAt;

    /** Operand bytes that had to be sent for it. */
    final long bytesOut;

    @Nullable Instant startedAt;

    @Nullable Instant computedAt;

    @Nullable Instant returnedAt;

    /** When verification had decided; null as long as it has not, and when nothing is verified. */
    @Nullable Instant checkedAt;

    /** What verification found, once the values passed it. */
    @Nullable Evidence evidence;

    /** What its values are, where they are compared with those of others; null until that is known. */
    @Nullable String digest;

    /** Whether this computer found its values right. */
    boolean proven;

    /** Attempts of others that ended with the same values, and wait to be told that these are stored. */
    final List<Lease> witnesses = new ArrayList<>(0);

    /** How many computed the same, where that was looked at. */
    int agreed;

    /** What they took, where they tell. */
    @Nullable Double provenOperations;

    /** Wall time of the computation by the worker's own clock. */
    double computeMs;

    /** How long its worker waited for it alone, and then this computer for its values alone. */
    double transferMs;

    private @Nullable RunningTask view;

    Lease(TaskId task, ChunkRecord chunk, WorkerId worker, Instant sentAt, long bytesOut) {
        this.task = task;
        this.chunk = chunk;
        this.worker = worker;
        // The clock of an earlier run may have been ahead of this one's.
        this.readyAt = chunk.readyAt.isAfter(sentAt) ? sentAt : chunk.readyAt;
        this.sentAt = sentAt;
        this.bytesOut = bytesOut;
    }

    /** The attempt is over: the only way a lease leaves the core, so that each leaves exactly one {@link Attempt} behind. */
    void end(CoreState state, Attempt.Outcome outcome, Decisions out) {
        if (state.leases.remove(task) != null) {
            chunk.leases.remove(this);
            if (task.equals(chunk.referee)) {
                chunk.referee = null; // what is found of it is of no use any more
            }
            out.fact(new Fact.AttemptEnded(attempt(outcome, out.now())));
        }
    }

    private Attempt attempt(Attempt.Outcome outcome, Instant now) {
        return new Attempt(
                task,
                chunk.chunk.id(),
                worker,
                readyAt,
                sentAt,
                startedAt,
                computedAt,
                returnedAt,
                checkedAt,
                now,
                outcome,
                bytesOut,
                returnedAt == null ? 0 : chunk.chunk.resultBytes(),
                computeMs);
    }

    /** The same one until something is known that was not. */
    RunningTask view() {
        RunningTask current = view;
        if (current == null
                || !Objects.equals(current.startedAt(), startedAt)
                || !Objects.equals(current.computedAt(), computedAt)
                || !Objects.equals(current.returnedAt(), returnedAt)) {
            current = new RunningTask(
                    task, chunk.chunk.id(), worker, readyAt, sentAt, startedAt, computedAt, returnedAt, bytesOut);
            view = current;
        }
        return current;
    }

    /** Of one whose values are known. */
    String digest() {
        return Objects.requireNonNull(digest);
    }

    /** What it took, as far as that is known. */
    double operations() {
        return provenOperations == null ? chunk.chunk.operations() : provenOperations;
    }

    static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
