package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The workers that are to be offered work: those for which something has changed since they were offered some in vain. Those with the fewest tasks
 * come first, and among equals the one that waited longest.
 */
final class Openings {
    private final List<SequencedSet<WorkerRecord>> byTasks = new ArrayList<>();
    private final Map<WorkerRecord, Integer> level = new LinkedHashMap<>();
    private boolean news;

    /** The worker is to be offered work, or has more or fewer tasks than before. */
    void add(WorkerRecord worker) {
        int tasks = worker.leases.size();
        Integer before = level.put(worker, tasks);
        if (before == null || before != tasks) {
            if (before != null) {
                byTasks.get(before).remove(worker);
            }
            while (byTasks.size() <= tasks) {
                byTasks.add(new LinkedHashSet<>());
            }
            byTasks.get(tasks).add(worker);
        }
    }

    void remove(WorkerRecord worker) {
        Integer tasks = level.remove(worker);
        if (tasks != null) {
            byTasks.get(tasks).remove(worker);
        }
    }

    /** Takes out the worker whose turn it is. */
    @Nullable WorkerRecord poll() {
        if (!level.isEmpty()) {
            for (SequencedSet<WorkerRecord> workers : byTasks) {
                if (!workers.isEmpty()) {
                    WorkerRecord worker = workers.removeFirst();
                    level.remove(worker);
                    return worker;
                }
            }
        }
        return null;
    }

    /** Something has changed that jobs may be waiting for. */
    void news() {
        news = true;
    }

    boolean isNews() {
        return news;
    }

    void clear() {
        news = false;
        if (!level.isEmpty()) {
            level.clear();
            byTasks.forEach(SequencedSet::clear);
        }
    }
}
