package org.distributedbrain.server;

import java.util.List;
import java.util.stream.Stream;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.Protocol;
import org.distributedbrain.wire.ServerMessage;

/** What the orchestrator sends over one connection. Called by the command runner, so nothing in here waits for the worker or for the core. */
final class SessionLink implements WorkerLink {
    private final WorkerSession session;
    private final OutstandingTasks tasks;
    private final Outbox outbox;

    SessionLink(WorkerSession session, OutstandingTasks tasks, Outbox outbox) {
        this.session = session;
        this.tasks = tasks;
        this.outbox = outbox;
    }

    @Override
    public void sendChunk(TaskId task, Chunk chunk, List<BlockContent> missing, List<GeneratedBlock> generated) {
        List<BlockId> fresh = Stream.concat(
                        missing.stream().map(BlockContent::block),
                        generated.stream().map(GeneratedBlock::block))
                .map(OperandBlock::id)
                .toList();
        if (!tasks.hand(task, chunk, fresh)) {
            session.lackingOperands(task);
            return;
        }
        outbox.message(new ServerMessage.ComputeTask(
                task,
                chunk.id().job().value(),
                chunk.id().index(),
                MatmulSource.KERNEL,
                chunk.rows(),
                chunk.inner(),
                chunk.cols(),
                wire(chunk.a(), generated),
                wire(chunk.b(), generated)));
        missing.forEach(outbox::block);
    }

    @Override
    public void sendTile(TaskId task, Chunk chunk, TileSource source) {
        if (!tasks.hand(task, chunk, List.of())) {
            session.lackingOperands(task);
            return;
        }
        outbox.message(new ServerMessage.ComputeTile(
                task,
                chunk.id().job().value(),
                chunk.id().index(),
                source.kernel(),
                chunk.firstRow(),
                chunk.rows(),
                chunk.firstCol(),
                chunk.cols(),
                source.parameters()));
    }

    @Override
    public void cancelTask(TaskId task) {
        if (tasks.forget(task)) {
            outbox.message(new ServerMessage.CancelTask(task));
        }
    }

    @Override
    public void releaseOperands(List<BlockId> blocks) {
        tasks.release(blocks);
        outbox.drop(blocks);
        for (int from = 0; from < blocks.size(); from += Protocol.MAX_RELEASED) {
            int to = Math.min(blocks.size(), from + Protocol.MAX_RELEASED);
            outbox.message(new ServerMessage.ReleaseOperands(blocks.subList(from, to)));
        }
    }

    @Override
    public void acceptResult(TaskId task) {
        outbox.message(new ServerMessage.ResultAccepted(task));
    }

    @Override
    public void rejectResult(TaskId task, String reason, String message) {
        outbox.message(new ServerMessage.ResultRejected(task, reason, message));
    }

    @Override
    public void close(int code, String message) {
        session.end(code, ErrorCode.ofClose(code).orElse(null), message);
    }

    private static ServerMessage.Block wire(OperandBlock block, List<GeneratedBlock> generated) {
        return generated.stream()
                .filter(it -> it.block().equals(block))
                .findFirst()
                .map(it -> new ServerMessage.Block(block.id(), block.rows(), block.cols(), wire(it)))
                .orElseGet(() -> new ServerMessage.Block(block.id(), block.rows(), block.cols()));
    }

    private static ServerMessage.Generate wire(GeneratedBlock it) {
        OperandBlock block = it.block();
        return new ServerMessage.Generate(
                GeneratedBlock.GENERATOR, it.seed(), block.operand(), block.firstRow(), block.firstCol(), it.stride());
    }
}
