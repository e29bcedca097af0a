package org.distributedbrain.server;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.loop.ReturnedValues;

/** Room for results; closed memory is really gone, so that a write after {@code drop} would show. */
final class OffHeapReturns implements ReturnedValues {
    final AtomicInteger opened = new AtomicInteger();
    private final Map<TaskId, Room> rooms = new ConcurrentHashMap<>();

    private record Room(Arena arena, MemorySegment values) {}

    @Override
    public MemorySegment open(TaskId task, long bytes) {
        opened.incrementAndGet();
        Arena arena = Arena.ofShared();
        Room room = new Room(arena, arena.allocate(bytes, 4));
        if (rooms.putIfAbsent(task, room) != null) {
            throw new IllegalStateException("Room for task " + task + " was asked for twice.");
        }
        return room.values();
    }

    @Override
    public void drop(TaskId task) {
        Room room = rooms.remove(task);
        if (room != null) {
            room.arena().close();
        }
    }

    int openNow() {
        return rooms.size();
    }

    float[] floats(TaskId task) {
        Room room = rooms.get(task);
        if (room == null) {
            throw new IllegalStateException("No values of task " + task + " are here.");
        }
        return room.values().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }
}
