package org.distributedbrain.wire;

import java.util.List;
import java.util.Map;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.TaskId;
import org.jspecify.annotations.Nullable;

/** What the orchestrator sends as text (docs/protocol.md §4). */
public sealed interface ServerMessage {

    /** {@code workerSecret} is present only when a new identity was given. */
    record RegistrationAck(
            String workerId,
            @Nullable String workerSecret,
            String name,
            int heartbeatMs,
            int silenceLimitMs,
            int window,
            int maxFrameBytes)
            implements ServerMessage {
        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "RegistrationAck[workerId=" + workerId + ", name=" + name + "]";
        }
    }

    /** {@code a} is {@code rows × inner}, {@code b} is {@code inner × cols}; the result is {@code rows × cols}. */
    record ComputeTask(
            TaskId task, String job, int chunk, String kernel, int rows, int inner, int cols, Block a, Block b)
            implements ServerMessage {
        /** The exact length of the result: {@code 4·rows·cols}. */
        public long resultBytes() {
            return 4L * rows * cols;
        }
    }

    /**
     * A rectangle of unsigned 32-bit integers that a kernel without operands computes from its place and the parameters alone.
     *
     * @param firstRow where the rectangle begins in the whole result, as {@code firstCol}
     */
    record ComputeTile(
            TaskId task,
            String job,
            int chunk,
            String kernel,
            int firstRow,
            int rows,
            int firstCol,
            int cols,
            Map<String, String> parameters)
            implements ServerMessage {
        public ComputeTile {
            parameters = Map.copyOf(parameters);
        }

        /** The exact length of the result: {@code 4·rows·cols}. */
        public long resultBytes() {
            return 4L * rows * cols;
        }
    }

    /**
     * An operand block by number, row-major.
     *
     * @param generate how the worker makes its values; null for a block that it holds or that is sent
     */
    record Block(
            BlockId block, int rows, int cols, @Nullable Generate generate) {
        /** One that the worker holds or that is sent. */
        public Block(BlockId block, int rows, int cols) {
            this(block, rows, cols, null);
        }

        public long values() {
            return (long) rows * cols;
        }

        /** Whether the other one, by the same number, can be the same block. */
        public boolean hasShapeOf(Block other) {
            return rows == other.rows && cols == other.cols;
        }
    }

    /**
     * Where in which synthetic matrix a block lies (docs/protocol.md §4).
     *
     * @param generator a word that the worker announced, or one it does not know
     * @param stride columns of the whole matrix
     */
    record Generate(String generator, long seed, Operand operand, int firstRow, int firstCol, int stride) {}

    record ReleaseOperands(List<BlockId> blocks) implements ServerMessage {
        public ReleaseOperands {
            blocks = List.copyOf(blocks);
        }
    }

    record CancelTask(TaskId task) implements ServerMessage {}

    record ResultAccepted(TaskId task) implements ServerMessage {}

    record ResultRejected(TaskId task, String reason, String message) implements ServerMessage {}

    /** The worker's place among all that gave something, by verified operations; from 1. */
    record Standing(int rank, int of) implements ServerMessage {}

    record HeartbeatAck() implements ServerMessage {}

    /** {@code code} is a word of {@link ErrorCode}, or a later one. */
    record ErrorMessage(String code, String message) implements ServerMessage {}
}
