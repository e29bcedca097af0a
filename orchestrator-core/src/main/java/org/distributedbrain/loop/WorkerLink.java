package org.distributedbrain.loop;

import java.util.List;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.matrix.BlockContent;

/**
 * One worker's connection, as the command runner uses it. Every call returns at once: what is to be sent waits in a bounded outbox, and a
 * worker that does not drain it is closed. Calls after the connection ended do nothing.
 */
public interface WorkerLink {

    /** A part of a product: {@code missing} is sent after the task; the worker makes {@code generated} itself; what else the chunk needs it holds. */
    void sendChunk(TaskId task, Chunk chunk, List<BlockContent> missing, List<GeneratedBlock> generated);

    /** The same with nothing for the worker to make. */
    default void sendChunk(TaskId task, Chunk chunk, List<BlockContent> missing) {
        sendChunk(task, chunk, missing, List.of());
    }

    /** A tile of a result without operands. */
    void sendTile(TaskId task, Chunk chunk, TileSource source);

    void cancelTask(TaskId task);

    void releaseOperands(List<BlockId> blocks);

    void acceptResult(TaskId task);

    void rejectResult(TaskId task, String reason, String message);

    /** Sends {@code error} and closes. {@code code} is one of docs/protocol.md §7. */
    void close(int code, String message);
}
