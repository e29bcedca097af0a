package org.distributedbrain.flow;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** Stage 5: what is done about everything that breaks. A chunk whose worker is lost goes to the front of the queue. */
final class Recover {
    private static final int CLOSE_TIMEOUT = 4003;

    /** After being overdue a worker rests this long, twice as long each time in a row. */
    private static final Duration REST_AFTER_OVERDUE = Duration.ofSeconds(5);

    /** The same after the second task in a row that it could not do. */
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    /** Beyond so many, those that are gone are forgotten: names cost nothing. */
    private static final int MOST_AVOIDED = 64;

    /** So many workers may vanish with the same chunk, unless one is connected that has not failed at it. */
    static final int LOSSES = 30;

    private Recover() {}

    static void workerLeft(CoreState state, Event.WorkerLeft left, Decisions out) {
        WorkerRecord worker = state.fleet.worker(left.worker());
        if (worker != null) {
            FaultKind fault = switch (left.parting()) {
                case GOODBYE -> null;
                case LOST -> FaultKind.DISCONNECTED;
                case HALF_OPEN -> FaultKind.HALF_OPEN;
            };
            workerGone(state, worker, fault, left.reason(), out);
        }
    }

    static void workerSilent(CoreState state, WorkerRecord worker, Decisions out) {
        String sentence = "Nothing was heard from this worker for "
                + state.limits.silence().toSeconds() + " s, the limit: connect again.";
        workerGone(state, worker, FaultKind.SILENT, "silent for " + Faults.words(state.limits.silence()), out);
        out.command(new Command.CloseWorker(worker.profile.id(), CLOSE_TIMEOUT, sentence));
    }

    /** Its page or program does nothing: what it has is taken back, and it is left alone until it speaks. */
    static void workerFrozen(CoreState state, WorkerRecord worker, Decisions out) {
        worker.freeze();
        state.story.add(out.now(), null, worker.profile.id(), "froze");
        Reputation.wentSilent(state, worker.profile.id(), out);
        List<Lease> unfinished = List.copyOf(worker.leases.values());
        String until = "it gets nothing new until it speaks";
        if (unfinished.isEmpty()) {
            Faults.ofWorker(state, FaultKind.FROZEN, worker.profile.id(), until, out);
        }
        for (Lease lease : unfinished.reversed()) {
            Attempts.endAtWorker(state, lease, out);
            Attempts.putBack(state, lease, Outcome.OVERDUE, out);
            out.command(new Command.CancelTask(lease.worker, lease.task));
            Faults.ofChunk(state, lease, FaultKind.FROZEN, "", "; " + until, out);
        }
    }

    /** Takes a worker out of the fleet and its chunks back; without a {@code fault} it said goodbye. */
    static void workerGone(
            CoreState state, WorkerRecord worker, @Nullable FaultKind fault, String reason, Decisions out) {
        WorkerId id = worker.profile.id();
        state.story.add(out.now(), null, id, (fault == null ? "left: " : "was lost: ") + reason);
        List<Lease> unfinished = List.copyOf(worker.leases.values());
        state.fleet.leave(worker, out.now());
        if (fault != null) {
            state.flapping.lost(worker, out.now());
            Reputation.wentSilent(state, id, out);
            if (unfinished.isEmpty()) {
                Faults.ofWorker(state, fault, id, "nothing had to be done: it had no task", out);
            }
        }
        // Backwards, so that the oldest of them is at the front of the queue in the end.
        for (Lease lease : unfinished.reversed()) {
            Attempts.putBack(state, lease, Outcome.LOST, out);
            if (fault != null) {
                Faults.ofChunk(state, lease, fault, "", "", out);
            }
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
        WorkerRecord worker = state.fleet.worker(id);
        Lease lease = outstanding(state, id, task);
        if (worker != null && lease != null) {
            state.story.add(out.now(), lease.chunk.chunk.id(), id, "could not do it: " + reason);
            Attempts.endAtWorker(state, lease, out);
            Attempts.putBack(state, lease, Outcome.FAILED, out);
            String rest = restAfterFailure(worker, out);
            Faults.ofChunk(state, lease, FaultKind.ofTaskFailure(reason), "", rest, out);
            countFailure(state, lease, "a worker could not do it (" + reason + ")", out);
        }
    }

    /** Once is an accident; a worker that fails again and again is not asked again at once. */
    private static String restAfterFailure(WorkerRecord worker, Decisions out) {
        worker.failuresInARow++;
        if (worker.failuresInARow == 1) {
            return "";
        }
        Duration rest = Backoff.after(worker.failuresInARow - 1, REST_AFTER_FAILURE);
        worker.rest(out.now(), rest, "it failed " + worker.failuresInARow + " tasks in a row");
        return "; it failed " + worker.failuresInARow + " tasks in a row and rests for " + Faults.words(rest);
    }

    static void overdue(CoreState state, Lease lease, Decisions out) {
        WorkerRecord worker = state.fleet.worker(lease.worker);
        if (worker == null || !state.leases.containsKey(lease.task)) {
            return;
        }
        worker.overdueInARow++;
        Duration rest = Backoff.after(worker.overdueInARow, REST_AFTER_OVERDUE);
        worker.rest(out.now(), rest, "it was not back in time with a task");
        Attempts.endAtWorker(state, lease, out);
        Attempts.putBack(state, lease, Outcome.OVERDUE, out);
        out.command(new Command.CancelTask(lease.worker, lease.task));
        Faults.ofChunk(state, lease, FaultKind.OVERDUE, "", "; the worker rests for " + Faults.words(rest), out);
        countFailure(state, lease, "it was not back in time", out);
    }

    /** Verification proved the values wrong. */
    static void wrongResult(CoreState state, Lease lease, String message, Decisions out) {
        state.story.add(out.now(), lease.chunk.chunk.id(), lease.worker, "gave a wrong result: " + message);
        Attempts.putBack(state, lease, Outcome.WRONG, out);
        Faults.ofChunk(state, lease, FaultKind.WRONG_RESULT, "its values were dropped; ", "", out);
        out.command(new Command.DropReturn(lease.task));
        out.command(new Command.RejectResult(lease.worker, lease.task, "wrong", message));
        ChunkId chunk = lease.chunk.chunk.id();
        Reputation.disagreed(
                state,
                lease.worker,
                "chunk " + chunk.index() + " of job " + chunk.job() + ": "
                        + (message.endsWith(".") ? message.substring(0, message.length() - 1) : message),
                out);
        countFailure(state, lease, "the result was wrong (" + message + ")", out);
    }

    /** A result came for a task that is not outstanding at this worker. What nobody wants any more is no fault. */
    static void lateResult(CoreState state, WorkerId id, TaskId task, Decisions out) {
        Monitor.heard(state, id, out);
        Lease lease = state.leases.get(task);
        EndedTasks.Ended ended = state.endedTasks.get(task);
        if (lease != null && lease.worker.equals(id) && lease.returnedAt != null) {
            duplicate(state, id, lease.chunk.chunk.id(), task, out);
        } else if (ended == null || !ended.worker().equals(id)) {
            Faults.ofTask(
                    state, FaultKind.LATE_RESULT, id, null, task, "it was dropped: the task is not known here", out);
        } else if (ended.returned()) {
            duplicate(state, id, ended.chunk(), task, out);
        } else if (!isUnwanted(ended.outcome())) {
            String what = "it was dropped: chunk " + ended.chunk().index() + " had been taken back";
            Faults.ofTask(state, FaultKind.LATE_RESULT, id, ended.chunk(), task, what, out);
        }
    }

    private static boolean isUnwanted(Outcome outcome) {
        return outcome == Outcome.CANCELLED || outcome == Outcome.SUPERSEDED || outcome == Outcome.DISTRUSTED;
    }

    private static void duplicate(CoreState state, WorkerId id, ChunkId chunk, TaskId task, Decisions out) {
        Faults.ofTask(state, FaultKind.DUPLICATE_RESULT, id, chunk, task, "it was dropped: the first one counts", out);
    }

    static void jobBroken(CoreState state, JobId id, String reason, Decisions out) {
        JobRecord job = state.job(id);
        if (job != null) {
            job.tellStart(out);
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
        Faults.jobEnded(job, out);
        job.ready.clear();
        state.sharing.leave(job);
        for (ChunkRecord chunk : job.chunks) {
            if (chunk.state != ChunkState.VERIFIED) {
                Eviction.unuse(state, chunk.chunk, out);
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
}
