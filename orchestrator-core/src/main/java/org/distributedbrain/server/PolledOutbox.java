package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a worker that asks for it over HTTP: its tasks until their results are here, their operand blocks until they are released, and
 * what became of its results. An answer that is lost on its way can be asked for again. Bounded by what the worker said it can hold.
 */
final class PolledOutbox implements Outbox {
    /** What became of older results is not told any more. */
    private static final int VERDICTS = 64;

    private final Consumer<End> ended;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedHashMap<TaskId, ServerMessage> tasks = new LinkedHashMap<>();
    private final LinkedHashMap<TaskId, ServerMessage> verdicts = new LinkedHashMap<>();
    private final Map<BlockId, BlockContent> blocks = new HashMap<>();
    private final ArrayDeque<BlockId> beingRead = new ArrayDeque<>();
    private ServerMessage.@Nullable RegistrationAck registration;
    private ServerMessage.@Nullable Standing standing;
    private @Nullable End end;

    /** Why it is over. */
    record End(int code, String sentence) {}

    /** @param ended hears once, from a thread of its own, that the orchestrator ends the connection */
    PolledOutbox(Consumer<End> ended) {
        this.ended = ended;
    }

    @Override
    public void message(ServerMessage message) {
        locked(() -> {
            switch (message) {
                case ServerMessage.RegistrationAck it -> registration = it;
                case ServerMessage.ComputeTask it -> tasks.put(it.task(), it);
                case ServerMessage.ComputeTile it -> tasks.put(it.task(), it);
                case ServerMessage.CancelTask(var task) -> tasks.remove(task);
                case ServerMessage.ResultAccepted it -> judged(it.task(), it);
                case ServerMessage.ResultRejected it -> judged(it.task(), it);
                case ServerMessage.Standing it -> standing = it;
                case ServerMessage.ReleaseOperands it -> {}
                case ServerMessage.HeartbeatAck it -> {}
                case ServerMessage.ErrorMessage it -> {}
            }
            return message;
        });
    }

    private void judged(TaskId task, ServerMessage verdict) {
        tasks.remove(task);
        verdicts.put(task, verdict);
        if (verdicts.size() > VERDICTS) {
            verdicts.pollFirstEntry();
        }
    }

    /** Nobody is there to answer: who asks is alive. */
    @Override
    public void ping() {}

    @Override
    public void pong(ByteBuffer payload) {}

    @Override
    public void block(BlockContent content) {
        locked(() -> end == null ? blocks.put(content.block().id(), content) : null);
    }

    @Override
    public boolean isSending() {
        return false;
    }

    @Override
    public void drop(Collection<BlockId> released) {
        locked(() -> blocks.keySet().removeAll(released));
    }

    @Override
    public boolean reading(Collection<BlockId> ids) {
        return locked(() -> ids.stream().anyMatch(id -> blocks.containsKey(id) || beingRead.contains(id)));
    }

    @Override
    public void close(int code, @Nullable ErrorCode error, String sentence) {
        End why = new End(code, sentence);
        boolean first = locked(() -> {
            boolean open = end == null;
            end = open ? why : end;
            return open;
        });
        if (first) {
            Thread.startVirtualThread(() -> ended.accept(why));
        }
    }

    @Override
    public void end() {
        locked(() -> {
            end = end == null ? new End(ErrorCode.CLOSE_NORMAL, "It has left.") : end;
            tasks.clear();
            blocks.clear();
            return tasks;
        });
    }

    /** Why the connection is over; null while it is not. */
    @Nullable End over() {
        return locked(() -> end);
    }

    ServerMessage.@Nullable RegistrationAck registration() {
        return locked(() -> registration);
    }

    ServerMessage.@Nullable Standing standing() {
        return locked(() -> standing);
    }

    /** The tasks whose results are not here, in the order in which they are to be done; waits for one. */
    List<ServerMessage> tasks(Duration limit) throws InterruptedException {
        return await(limit, () -> tasks.isEmpty() ? null : List.copyOf(tasks.values()))
                .orElse(List.of());
    }

    /** The task is not to be done any more. */
    void done(TaskId task) {
        locked(() -> tasks.remove(task));
    }

    /** What became of a result, told once; waits for it. */
    Optional<ServerMessage> verdict(TaskId task, Duration limit) throws InterruptedException {
        return await(limit, () -> verdicts.remove(task));
    }

    /** The values of a block, which stay where they are until {@link #giveBack}. */
    Optional<BlockContent> lend(BlockId id) {
        return locked(() -> {
            Optional<BlockContent> content = Optional.ofNullable(blocks.get(id));
            content.ifPresent(it -> beingRead.add(id));
            return content;
        });
    }

    /** Whether a block that was lent is still of use. */
    boolean holds(BlockId id) {
        return locked(() -> blocks.containsKey(id));
    }

    void giveBack(BlockId id) {
        locked(() -> beingRead.removeFirstOccurrence(id));
    }

    private <T> Optional<T> await(Duration limit, Supplier<@Nullable T> question) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = limit.toNanos();
            T answer = question.get();
            while (answer == null && end == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
                answer = question.get();
            }
            return Optional.ofNullable(answer);
        } finally {
            lock.unlock();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> body) {
        lock.lock();
        try {
            T result = body.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }
}
