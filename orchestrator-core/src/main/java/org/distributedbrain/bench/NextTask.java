package org.distributedbrain.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.ServerMessage.ComputeTask;

/**
 * How long workers wait from a result's last byte to the first of the task that takes its place. Seen from the worker, so that the way of the
 * result and of the task count too; what the orchestrator takes is less. Towards the end of a job workers are given fewer tasks at a time, so
 * that a result's place is left empty: the last tasks do not count.
 */
final class NextTask implements ZeroEvents {
    private final Map<ZeroWorker, Deque<Long>> returned = new HashMap<>();
    private Samples waits = new Samples();
    private long counted;

    @Override
    public synchronized void resultLeft(ZeroWorker worker, TaskId task, long nanos) {
        returned.computeIfAbsent(worker, key -> new ArrayDeque<>()).add(nanos);
    }

    @Override
    public synchronized void taskCame(ZeroWorker worker, ComputeTask task, long nanos) {
        Deque<Long> waiting = returned.get(worker);
        if (waiting != null && !waiting.isEmpty() && counted-- > 0) {
            waits.add((nanos - waiting.removeFirst()) / 1e6);
        }
    }

    /** What was measured so far was warming up; of what follows the first {@code tasks} count. */
    synchronized void begin(int tasks) {
        counted = tasks;
        returned.clear();
        waits = new Samples();
    }

    synchronized Samples samples() {
        return waits;
    }
}
