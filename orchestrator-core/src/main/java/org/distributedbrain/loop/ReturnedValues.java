package org.distributedbrain.loop;

import java.lang.foreign.MemorySegment;
import org.distributedbrain.job.TaskId;

/** The result bytes that have arrived and are not verified yet, off-heap, by task. All calls are safe from any thread. */
public interface ReturnedValues {

    /** Room for one result of exactly {@code bytes}; the caller fills it and then posts {@code ChunkReturned}. */
    MemorySegment open(TaskId task, long bytes);

    /** Frees it, if it is there: the worker went away half-way, or the values are in the result. */
    void drop(TaskId task);
}
