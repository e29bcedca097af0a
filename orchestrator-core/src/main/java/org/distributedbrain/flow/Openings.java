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
 * come first, among them those of whom nothing bad is known, and among equals the one that waited longest.
 */
final class Openings {
    /** Two for each number of tasks. */
    private final List<SequencedSet<WorkerRecord>> levels = new ArrayList<>();

    private final Map<WorkerRecord, Integer> level = new LinkedHashMap<>();
    private boolean news;

    /** The worker is to be offered work, or has more or fewer tasks than before. */
    void add(WorkerRecord worker) {
        int its = 2 * worker.leases.size() + (worker.standing().isDoubtful() ? 1 : 0);
        Integer before = level.put(worker, its);
        if (before == null || before != its) {
            if (before != null) {
                levels.get(before).remove(worker);
            }
            while (levels.size() <= its) {
                levels.add(new LinkedHashSet<>());
            }
            levels.get(its).add(worker);
        }
    }

    void remove(WorkerRecord worker) {
        Integer its = level.remove(worker);
        if (its != null) {
            levels.get(its).remove(worker);
        }
    }

    /** Takes out the worker whose turn it is. */
    @Nullable WorkerRecord poll() {
        if (!level.isEmpty()) {
            for (SequencedSet<WorkerRecord> workers : levels) {
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
            levels.forEach(SequencedSet::clear);
        }
    }
}
