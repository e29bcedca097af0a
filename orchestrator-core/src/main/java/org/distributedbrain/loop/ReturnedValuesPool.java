package org.distributedbrain.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.distributedbrain.job.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap room for results under way. Chunks of a job have few different sizes, so rooms are used again: allocating and clearing them
 * anew would cost more than the copy. What is kept unused is bounded; beyond that the garbage collector frees it.
 */
public final class ReturnedValuesPool implements ReturnedValues {
    private static final long KEPT_UNUSED = 128L << 20;
    private static final int ROOMS_UNUSED = 256;

    private final Map<TaskId, Room> used = new HashMap<>();
    /** Last used first, so that sizes which no job has any more are let go. */
    private final Deque<MemorySegment> unused = new ArrayDeque<>();

    private long unusedBytes;

    /**
     * Values that somebody works on. Dropping the task meanwhile takes effect when the last one is done: verification may repair rows in
     * place, and must not do that in what has become another task's room.
     */
    final class Room implements AutoCloseable {
        private final MemorySegment segment;
        private int holders = 1;

        private Room(MemorySegment segment) {
            this.segment = segment;
        }

        MemorySegment values() {
            return segment;
        }

        @Override
        public void close() {
            letGo(this);
        }
    }

    @Override
    public synchronized MemorySegment open(TaskId task, long bytes) {
        if (used.containsKey(task)) {
            throw new IllegalStateException("task " + task + " has a result under way already");
        }
        MemorySegment segment = takeUnused(bytes);
        if (segment == null) {
            segment = Arena.ofAuto().allocate(bytes, Float.BYTES);
        }
        used.put(task, new Room(segment));
        return segment;
    }

    /** Holds the values of a task that have arrived until the room is closed; null when they were dropped. */
    synchronized @Nullable Room hold(TaskId task) {
        Room room = used.get(task);
        if (room != null) {
            room.holders++;
        }
        return room;
    }

    @Override
    public synchronized void drop(TaskId task) {
        Room room = used.remove(task);
        if (room != null) {
            letGo(room);
        }
    }

    private synchronized void letGo(Room room) {
        room.holders--;
        long bytes = room.segment.byteSize();
        if (room.holders == 0 && bytes <= KEPT_UNUSED) {
            unused.addFirst(room.segment);
            unusedBytes += bytes;
            while (unusedBytes > KEPT_UNUSED || unused.size() > ROOMS_UNUSED) {
                unusedBytes -= unused.removeLast().byteSize();
            }
        }
    }

    private @Nullable MemorySegment takeUnused(long bytes) {
        for (Iterator<MemorySegment> each = unused.iterator(); each.hasNext(); ) {
            MemorySegment segment = each.next();
            if (segment.byteSize() == bytes) {
                each.remove();
                unusedBytes -= bytes;
                return segment;
            }
        }
        return null;
    }
}
