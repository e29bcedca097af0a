package org.distributedbrain.flow;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** Stage 5: what is done about everything that breaks. A chunk whose worker is lost goes to the front of the queue. */
final class Recover {
    private static final int CLOSE_TIMEOUT = 4003;

    /** After being overdue a worker rests this long, twice as long each time in a row. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** Beyond so many, those that are gone are forgotten: names cost nothing. */
    private static final int MOST_AVOIDED = 64;

    /** So many workers may vanish with the same chunk, unless one is connected that has not failed at it. */
    static final int LOSSES = 30;

    private Recover() {}

    static void workerLeft(CoreState state, WorkerId id, boolean clean, Decisions out) {
        WorkerRecord worker = state.fleet.worker(id);
        if (worker != null) {
            workerGone(state, worker, clean ? null : FaultKind.DISCONNECTED, out);
        }
    }

    static void workerSilent(CoreState state, WorkerRecord worker, Decisions out) {
        workerGone(state, worker, FaultKind.SILENT, out);
        out.command(new Command.CloseWorker(
                worker.profile.id(),
                CLOSE_TIMEOUT,
                "Nothing was heard from this worker for "
                        + state.limits.silence().toSeconds() + " s, the limit: connect again."));
    }

    /** Takes a worker out of the fleet and its chunks back; without a {@code fault} it said goodbye. */
    static void workerGone(CoreState state, WorkerRecord worker, @Nullable FaultKind fault, Decisions out) {
        WorkerId id = worker.profile.id();
        state.story.add(out.now(), null, id, fault == null ? "left" : "was lost: " + fault);
        List<Lease> unfinished = List.copyOf(worker.leases.values());
        state.fleet.leave(worker, out.now());
        if (fault != null && unfinished.isEmpty()) {
            out.fact(new Fact.FaultRecorded(fault, id, null, "it had no task", state.story.of(null, id), out.now()));
        }
        // Backwards, so that the oldest of them is at the front of the queue in the end.
        for (Lease lease : unfinished.reversed()) {
            if (fault != null) {
                record(state, lease, fault, "its chunk goes to another worker", out);
            }
            Attempts.putBack(state, lease, Outcome.LOST, out);
        }
        if (fault != null) {
            unfinished.forEach(lease -> countLoss(state, lease.chunk, out));
        }
    }

    /** Vanishing is nobody's fault, unless a chunk makes every device vanish that tries it. */
    private static void countLoss(CoreState state, ChunkRecord chunk, Decisions out) {
        chunk.losses++;
        boolean unfinished = state.job(chunk.job.job.id()) == chunk.job;
        if (chunk.losses >= LOSSES && unfinished && !Trust.someoneIsLeft(state, chunk)) {
            jobBroken(
                    state,
                    chunk.job.job.id(),
                    "Chunk " + chunk.chunk.id().index() + " was lost with " + chunk.losses
                            + " workers, the limit: it may be more than these devices can bear. What happened:\n"
                            + state.story.of(chunk.chunk.id(), null),
                    out);
        }
    }

    static void taskFailed(CoreState state, WorkerId id, TaskId task, String reason, Decisions out) {
        Monitor.heard(state, id, out);
        Lease lease = outstanding(state, id, task);
        if (lease != null) {
            state.story.add(out.now(), lease.chunk.chunk.id(), id, "could not do it: " + reason);
            record(state, lease, FaultKind.TASK_FAILED, "its chunk goes to another worker", out);
            Attempts.endAtWorker(state, lease, out);
            Attempts.putBack(state, lease, Outcome.FAILED, out);
            countFailure(state, lease, "a worker could not do it (" + reason + ")", out);
        }
    }

    static void overdue(CoreState state, Lease lease, Decisions out) {
        WorkerRecord worker = state.fleet.worker(lease.worker);
        if (worker == null || !state.leases.containsKey(lease.task)) {
            return;
        }
        worker.restUntil = out.now().plus(REST.multipliedBy(1L << Math.min(worker.overdueInARow, 6)));
        worker.overdueInARow++;
        record(state, lease, FaultKind.OVERDUE, "its chunk goes to another worker, and it rests", out);
        Attempts.endAtWorker(state, lease, out);
        Attempts.putBack(state, lease, Outcome.OVERDUE, out);
        out.command(new Command.CancelTask(lease.worker, lease.task));
        countFailure(state, lease, "it was not back in time", out);
    }

    /** Verification proved the values wrong. */
    static void wrongResult(CoreState state, Lease lease, String message, Decisions out) {
        state.story.add(out.now(), lease.chunk.chunk.id(), lease.worker, "gave a wrong result: " + message);
        record(
                state,
                lease,
                FaultKind.WRONG_RESULT,
                "the values were dropped and the chunk goes to another worker",
                out);
        Attempts.putBack(state, lease, Outcome.WRONG, out);
        out.command(new Command.DropReturn(lease.task));
        out.command(new Command.RejectResult(lease.worker, lease.task, "wrong", message));
        countFailure(state, lease, "the result was wrong (" + message + ")", out);
    }

    static void jobBroken(CoreState state, JobId id, String reason, Decisions out) {
        JobRecord job = state.job(id);
        if (job != null) {
            out.fact(new Fact.JobFailed(id, reason, out.now()));
            abandon(state, job, out);
        }
    }

    /** Ends everything outstanding of a job that has just ended: the workers are free at once. */
    static void abandon(CoreState state, JobRecord job, Decisions out) {
        for (Lease lease : List.copyOf(state.leases.values())) {
            if (lease.chunk.job == job) {
                Attempts.callOff(state, lease, Outcome.CANCELLED, "The job has ended.", out);
            }
        }
        job.ready.clear();
        state.sharing.leave(job);
        for (ChunkRecord chunk : job.chunks) {
            if (chunk.state != ChunkState.VERIFIED) {
                Eviction.unuse(state, chunk.chunk.a().id(), out);
                Eviction.unuse(state, chunk.chunk.b().id(), out);
            }
        }
        out.command(new Command.ReleaseJob(job.job.id(), false));
    }

    /** The lease of a task that this worker is still to return, or null. */
    static @Nullable Lease outstanding(CoreState state, WorkerId id, TaskId task) {
        WorkerRecord worker = state.fleet.worker(id);
        return worker == null ? null : worker.leases.get(task);
    }

    private static void countFailure(CoreState state, Lease lease, String what, Decisions out) {
        ChunkRecord chunk = lease.chunk;
        chunk.failures++;
        chunk.avoid.add(lease.worker);
        if (chunk.avoid.size() > MOST_AVOIDED) {
            chunk.avoid.removeIf(id -> state.fleet.worker(id) == null);
        }
        if (chunk.failures >= state.limits.attempts() && !Trust.someoneIsLeft(state, chunk)) {
            jobBroken(
                    state,
                    chunk.job.job.id(),
                    "Chunk " + chunk.chunk.id().index() + " failed " + chunk.failures + " times ("
                            + state.limits.attempts()
                            + " is the limit) and no other worker is connected to try it; the last time "
                            + what + ". What happened:\n"
                            + state.story.of(chunk.chunk.id(), null),
                    out);
        }
    }

    private static void record(CoreState state, Lease lease, FaultKind kind, String action, Decisions out) {
        state.story.add(out.now(), lease.chunk.chunk.id(), lease.worker, kind + ": " + action);
        out.fact(new Fact.FaultRecorded(
                kind,
                lease.worker,
                lease.chunk.chunk.id(),
                action,
                state.story.of(lease.chunk.chunk.id(), lease.worker),
                out.now()));
    }
}
