package org.distributedbrain.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.distributedbrain.job.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap room for results under way. Chunks of a job have few different sizes, so rooms are used again: allocating and clearing them
 * anew would cost more than the copy. What is kept unused is bounded.
 */
public final class ReturnedValuesPool implements ReturnedValues {
    private static final long KEPT_UNUSED = 128L << 20;

    private record Room(Arena arena, MemorySegment segment) {}

    private final Map<TaskId, Room> used = new HashMap<>();
    private final Map<Long, Deque<Room>> unused = new HashMap<>();
    private long unusedBytes;

    @Override
    public synchronized MemorySegment open(TaskId task, long bytes) {
        Deque<Room> fitting = unused.get(bytes);
        Room room = fitting == null ? null : fitting.pollFirst();
        if (room == null) {
            Arena arena = Arena.ofShared();
            room = new Room(arena, arena.allocate(bytes, Float.BYTES));
        } else {
            unusedBytes -= bytes;
        }
        Room before = used.put(task, room);
        if (before != null) {
            throw new IllegalStateException("task " + task + " has a result under way already");
        }
        return room.segment;
    }

    /** The values of a task that have arrived, or null when they were dropped. */
    synchronized @Nullable MemorySegment get(TaskId task) {
        Room room = used.get(task);
        return room == null ? null : room.segment;
    }

    @Override
    public synchronized void drop(TaskId task) {
        Room room = used.remove(task);
        if (room == null) {
            return;
        }
        long bytes = room.segment.byteSize();
        if (unusedBytes + bytes <= KEPT_UNUSED) {
            unusedBytes += bytes;
            unused.computeIfAbsent(bytes, size -> new ArrayDeque<>()).addFirst(room);
        } else {
            room.arena.close();
        }
    }
}
