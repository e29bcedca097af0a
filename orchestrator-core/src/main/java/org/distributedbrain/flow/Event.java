package org.distributedbrain.flow;

import java.util.List;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to the core, in the past tense. */
public sealed interface Event {

    /** A requestor's job, its operands opened and measured. */
    record JobSubmitted(Job job) implements Event {}

    /** There is room on the disk for the parts of the job's result. */
    record PartsReserved(JobId job) implements Event {}

    /** There is none; {@code sentence} says what to do. */
    record PartsRefused(JobId job, String sentence) implements Event {}

    record CancelRequested(JobId job) implements Event {}

    /** A worker registered. An older connection of the same identity is thereby gone. */
    record WorkerJoined(WorkerProfile profile) implements Event {}

    /** Its connection ended, and why. */
    record WorkerLeft(WorkerId worker, Parting parting, String reason) implements Event {

        /** {@code clean} when it said goodbye; otherwise the connection was lost. */
        public WorkerLeft(WorkerId worker, boolean clean, String reason) {
            this(worker, clean ? Parting.GOODBYE : Parting.LOST, reason);
        }

        public boolean clean() {
            return parting == Parting.GOODBYE;
        }
    }

    /** How a connection ended. */
    enum Parting {
        /** The worker said so, or the orchestrator closes. */
        GOODBYE,
        /** It was closed or broke. */
        LOST,
        /** Nothing came any more, not even answers to pings. */
        HALF_OPEN
    }

    /** A sign of life. */
    record WorkerHeard(WorkerId worker, Sign sign) implements Event {

        /** It said something. */
        public WorkerHeard(WorkerId worker) {
            this(worker, Sign.MESSAGE);
        }
    }

    /** What a sign of life tells. */
    enum Sign {
        /** The page or program itself said something. */
        MESSAGE,
        /** Only the WebSocket below it did: a ping, or the answer to one. */
        PING
    }

    /** Its owner wants no work for a while; the connection stays. */
    record WorkerPaused(WorkerId worker) implements Event {}

    /** Its owner lets it work again. */
    record WorkerResumed(WorkerId worker) implements Event {}

    /** The worker has all operands and computes. */
    record TaskStarted(WorkerId worker, TaskId task) implements Event {}

    /** The worker announced its result, whose bytes are now arriving; {@code computeMs} is the worker's own clock. */
    record TaskComputed(WorkerId worker, TaskId task, double computeMs) implements Event {}

    /** Every byte of the result has arrived and waits, unverified, at the shell. */
    record ChunkReturned(WorkerId worker, TaskId task) implements Event {}

    /** The worker announced a result of a task that is not outstanding at its connection; the door turned it down. */
    record LateResult(WorkerId worker, TaskId task) implements Event {}

    /** The worker cannot do this task. */
    record TaskFailed(WorkerId worker, TaskId task, String reason) implements Event {}

    /**
     * What a returned chunk is, judged by nobody yet.
     *
     * @param sha256 of its bytes
     * @param operations what it took, if it is right
     */
    record ChunkDigested(TaskId task, String sha256, double operations) implements Event {}

    /** Verification of a returned chunk is done. */
    record ChunkChecked(TaskId task, Verdict verdict) implements Event {}

    /** The verified values of these tasks, of one job, are in its result file and on disk. */
    record ChunksStored(List<TaskId> tasks) implements Event {}

    /**
     * The result file is complete, on disk and under its final name. {@code maxError} is its largest difference to a float64 product where it
     * was summed from parts and compared in full; null otherwise.
     */
    record ResultSealed(JobId job, @Nullable Double maxError) implements Event {

        /** One that was not summed from parts. */
        public ResultSealed(JobId job) {
            this(job, null);
        }
    }

    /** The disk does not take the job's result at present; {@code reason} says why and what to do. It is kept and tried again. */
    record ResultFailing(JobId job, String reason) implements Event {}

    /** The disk took what it had not. */
    record ResultRecovered(JobId job) implements Event {}

    /** Work of the shell for this job failed for good: a file is unreadable. */
    record JobBroken(JobId job, String reason) implements Event {}

    /** Somebody wants to know what the job would take; it is not submitted. Answered by {@link Command.TellEstimate}. */
    record EstimateAsked(Job job) implements Event {}

    /** This computer's own processor was measured. */
    record ComputerMeasured(double operationsPerSecond) implements Event {}

    /** Finished jobs of earlier runs, oldest first, for what can be learned from them. */
    record HistoryTold(List<JobView> jobs) implements Event {}

    /** Time has passed. */
    record ClockTicked() implements Event {}

    /** Facts cannot be made durable at present; {@code reason} says why and what to do. They are kept and tried again. */
    record StoreFailing(String reason) implements Event {}

    /** Everything decided so far is durable again. */
    record StoreRecovered() implements Event {}

    /**
     * The operator wants no ordinary work given to this worker, connected or not. Answered by {@link Command.ConfirmStanding}.
     *
     * @param stored what was thought of it when it was last here; what is known of this run counts before it
     */
    record QuarantineRequested(WorkerId worker, Standing stored, String reason) implements Event {}

    /** The operator ends its quarantine. Answered like {@link QuarantineRequested}. */
    record ReleaseRequested(WorkerId worker, Standing stored) implements Event {}

    /** The operator wants this worker, connected or not, to get nothing new. Answered by {@link Command.ConfirmStanding}, as the next two are. */
    record DrainRequested(WorkerId worker) implements Event {}

    /** The operator lets it work again. */
    record ResumeRequested(WorkerId worker) implements Event {}

    /** The operator wants it to leave at once, if it is connected. */
    record RemovalRequested(WorkerId worker) implements Event {}

    /** An operand was taken off the grid: nobody needs to keep its blocks. */
    record OperandRemoved(OperandId operand) implements Event {}

    /** What was stored when the orchestrator last ran: jobs it had not finished, in the order of their submission. */
    record Restarted(List<UnfinishedJob> unfinished) implements Event {}

    /** The operands and the result of a job from an earlier run are open again. */
    record JobReopened(JobId job) implements Event {}

    /** They could not be, for what had been written of the result is not whole; {@code note} says so to its requestor. */
    record ResultLost(JobId job, String note) implements Event {}
}
