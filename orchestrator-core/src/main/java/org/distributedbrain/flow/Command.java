package org.distributedbrain.flow;

import java.util.List;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;

/**
 * Everything the core asks the shell to do, in the imperative. Most commands are carried out at once; a {@link Promise} only after every
 * fact decided before it is durable, because somebody will rely on it.
 */
public sealed interface Command {

    /** A command that tells somebody outside that something is so for good. */
    sealed interface Promise extends Command {}

    /**
     * Find room on the disk for so many parts of a result before the job is admitted; answer with {@link Event.PartsReserved} or
     * {@link Event.PartsRefused}.
     */
    record ReserveParts(JobId job, int parts) implements Command {}

    /**
     * Open the operands and the result of a job from an earlier run, in which these chunks had been verified; answer with
     * {@link Event.JobReopened}, {@link Event.ResultLost} or {@link Event.JobBroken}. A result without verified chunks is begun afresh, so
     * that this is a promise: the fact that they are not verified comes first.
     */
    record ReopenJob(Job job, TileGrid grid, List<Chunk> verified) implements Promise {}

    /** The job is admitted: answer its requestor. */
    record ConfirmJob(JobId job) implements Promise {}

    /** The job is not admitted and nothing of it is kept; {@code sentence} tells its requestor why. */
    record RefuseJob(JobId job, String sentence) implements Command {}

    /** What a job would take, to whom asked under this id. */
    record TellEstimate(JobId job, Estimate estimate) implements Command {}

    /** Hand a chunk to a worker, with those of its blocks that the worker does not hold: {@code missing} are sent, it makes the others itself. */
    record SendChunk(
            WorkerId worker,
            TaskId task,
            Chunk chunk,
            JobSource source,
            List<OperandBlock> missing,
            List<GeneratedBlock> generated)
            implements Command {}

    record CancelTask(WorkerId worker, TaskId task) implements Command {}

    record ReleaseOperands(WorkerId worker, List<BlockId> blocks) implements Command {}

    /** Tell what a returned chunk is, for comparison with what others give; answer with {@link Event.ChunkDigested}. */
    record DigestChunk(TaskId task, Chunk chunk) implements Command {}

    /** Verify a returned chunk; answer with {@link Event.ChunkChecked}. */
    record CheckChunk(TaskId task, Chunk chunk) implements Command {}

    /** Copy verified values into the result file and make them durable; answer with {@link Event.ChunksStored}. */
    record StoreChunk(TaskId task, Chunk chunk) implements Command {}

    /** Forget a returned chunk's values. */
    record DropReturn(TaskId task) implements Command {}

    /** Complete the result file; answer with {@link Event.ResultSealed}. */
    record SealResult(Job job) implements Command {}

    record AcceptResult(WorkerId worker, TaskId task) implements Promise {}

    /** {@code reason} is {@code wrong}, {@code late} or {@code invalid}, as in docs/protocol.md. */
    record RejectResult(WorkerId worker, TaskId task, String reason, String message) implements Command {}

    /** The job has ended: let its operands go, delete its result unless it is to be kept, and answer who waits for its end. */
    record ReleaseJob(JobId job, boolean keepResult) implements Promise {}

    /** What the operator wanted of this worker is so. */
    record ConfirmStanding(WorkerId worker) implements Promise {}

    /** Close a worker's connection with a code of docs/protocol.md §7. */
    record CloseWorker(WorkerId worker, int code, String message) implements Command {}
}
