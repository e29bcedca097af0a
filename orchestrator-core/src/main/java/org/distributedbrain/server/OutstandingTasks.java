package org.distributedbrain.server;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.loop.ReturnedValues;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * What one connection owes: its tasks, the operand blocks it holds, and the one result that is arriving. A result gets memory only here, only
 * for an outstanding task and only at its exact length. Written to by the connection's reader and by the command runner; nobody waits inside.
 */
final class OutstandingTasks {
    private final ReturnedValues returned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TaskId, Owed> owed = new HashMap<>();
    private final Set<BlockId> held = new HashSet<>();
    private @Nullable Arriving arriving;
    private boolean ended;

    private static final class Owed {
        final long bytes;
        boolean started;

        Owed(long bytes) {
            this.bytes = bytes;
        }
    }

    /** The result announced last. {@code values} is null when its frames are to be skipped. */
    private static final class Arriving {
        final TaskId task;
        final long total;

        @Nullable MemorySegment values;

        long received;

        Arriving(TaskId task, long total, @Nullable MemorySegment values) {
            this.task = task;
            this.total = total;
            this.values = values;
        }
    }

    /** What comes of a {@code task_complete}. */
    sealed interface Announcement {
        record Expected() implements Announcement {}

        record Late() implements Announcement {}

        record WrongLength(long expected) implements Announcement {}
    }

    OutstandingTasks(ReturnedValues returned) {
        this.returned = returned;
    }

    /**
     * Hands out a task whose blocks {@code fresh} come with it. False when the worker would lack an operand: the task was meant for an earlier
     * connection of the same worker.
     */
    boolean hand(TaskId task, Chunk chunk, List<BlockId> fresh) {
        return locked(() -> {
            Set<BlockId> known = new HashSet<>(fresh);
            known.addAll(held);
            if (ended || !chunk.operands().stream().allMatch(block -> known.contains(block.id()))) {
                return false;
            }
            held.addAll(fresh);
            owed.put(task, new Owed(chunk.resultBytes()));
            return true;
        });
    }

    void release(List<BlockId> blocks) {
        locked(() -> blocks.forEach(held::remove));
    }

    /** True for the first word of a task that is owed. */
    boolean started(TaskId task) {
        return locked(() -> {
            Owed it = owed.get(task);
            if (it == null || it.started) {
                return false;
            }
            it.started = true;
            return true;
        });
    }

    /** The task is no longer owed, whatever arrives of it; false when it was not. */
    boolean forget(TaskId task) {
        return locked(() -> {
            if (arriving != null && arriving.task.equals(task)) {
                skip(arriving);
            }
            return owed.remove(task) != null;
        });
    }

    /** @throws ProtocolException {@code out_of_order} while an earlier result is incomplete */
    Announcement announce(TaskId task, long bytes) {
        Long expected = locked(() -> {
            if (arriving != null && arriving.values != null) {
                throw outOfOrder("Task " + task + " is announced while " + (arriving.total - arriving.received)
                        + " values of task " + arriving.task + " are still missing; send results one after the other.");
            }
            arriving = new Arriving(task, bytes / 4, null);
            Owed it = owed.get(task);
            if (it != null && it.bytes != bytes) {
                owed.remove(task);
            }
            return it == null ? null : (Long) it.bytes;
        });
        if (expected == null) {
            return new Announcement.Late();
        }
        if (expected != bytes) {
            return new Announcement.WrongLength(expected);
        }
        MemorySegment values = returned.open(task, bytes);
        boolean wanted = locked(() -> {
            boolean still = !ended && owed.containsKey(task);
            if (still) {
                arriving = new Arriving(task, bytes / 4, values);
            }
            return still;
        });
        if (!wanted) {
            returned.drop(task);
        }
        return wanted ? new Announcement.Expected() : new Announcement.Late();
    }

    /** Null when the frame fits in here, or what is wrong with it. */
    @Nullable ProtocolException begin(DataFrame frame) {
        return locked(() -> {
            String task = Long.toUnsignedString(frame.id());
            if (arriving == null) {
                return outOfOrder("A result frame of task " + task + " came without its task_complete.");
            }
            if (arriving.task.value() != frame.id()) {
                return outOfOrder("A result frame of task " + task + " came, but the result announced last is of task "
                        + arriving.task + ".");
            }
            if (arriving.values == null) {
                return null;
            }
            if (frame.offset() != arriving.received) {
                return outOfOrder("A result frame of task " + task + " begins at value "
                        + Long.toUnsignedString(frame.offset()) + "; the next one is " + arriving.received + ".");
            }
            if (frame.offset() + frame.count() > arriving.total) {
                return outOfOrder("A result frame of task " + task + " ends at value "
                        + (frame.offset() + frame.count()) + "; the result has " + arriving.total + ".");
            }
            return null;
        });
    }

    /** Puts bytes of a frame that began well where they belong; {@code at} counts bytes from the frame's first value. */
    void write(DataFrame frame, long at, ByteBuffer bytes) {
        locked(() -> {
            if (arriving != null && arriving.values != null) {
                MemorySegment.copy(
                        MemorySegment.ofBuffer(bytes), 0, arriving.values, 4 * frame.offset() + at, bytes.remaining());
            }
        });
    }

    /** The frame is complete; the task when that completes its result. */
    @Nullable TaskId end(DataFrame frame) {
        return locked(() -> {
            if (arriving == null || arriving.values == null) {
                return null;
            }
            arriving.received += frame.count();
            if (arriving.received < arriving.total) {
                return null;
            }
            TaskId task = arriving.task;
            arriving = null;
            owed.remove(task);
            return task;
        });
    }

    /** The connection is over: what arrived in part is dropped. */
    void end() {
        locked(() -> {
            ended = true;
            owed.clear();
            if (arriving != null) {
                skip(arriving);
            }
        });
    }

    private void skip(Arriving it) {
        if (it.values != null) {
            it.values = null;
            returned.drop(it.task);
        }
    }

    private static ProtocolException outOfOrder(String sentence) {
        return new ProtocolException(ErrorCode.OUT_OF_ORDER, sentence);
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
