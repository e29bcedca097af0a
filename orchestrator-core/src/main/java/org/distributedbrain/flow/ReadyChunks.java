package org.distributedbrain.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.distributedbrain.job.MatmulSource;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a job that wait to be handed out: those that were handed out before and came back, or are wanted from another worker, too, which
 * are first in the queue, and those that nobody had yet, which lie in {@link Territories}. Soft state.
 */
final class ReadyChunks {
    /** In a fleet of so many, and more, not every change counts. */
    private static final int LARGE = 16;

    private final JobRecord job;
    private final SequencedSet<ChunkRecord> returned = new LinkedHashSet<>();

    private final Set<ChunkRecord> fresh = new LinkedHashSet<>();

    private @Nullable Territories territories;
    private long fleetSeen;

    ReadyChunks(JobRecord job) {
        this.job = job;
        // Where nothing is sent nothing is saved by who gets which: they are a queue like those that came back.
        boolean sent = job.job.source() instanceof MatmulSource;
        (sent ? fresh : returned).addAll(job.chunks);
    }

    /**
     * Whose tiles are whose at present. In a large fleet one that comes or goes does not change it at once: a newcomer helps others out until then,
     * and others do what one leaves behind.
     */
    Territories territories(FleetState fleet) {
        Territories present = territories;
        if (present == null || fleet.changes() - fleetSeen > fleet.size() / LARGE) {
            List<WorkerRecord> counting = fleet.workers().stream()
                    .filter(worker -> job.room.isAt(worker.profile) && worker.counts())
                    .toList();
            present = new Territories(job, Speeds.ranked(counting), fleet.residency, fresh);
            territories = present;
            fleetSeen = fleet.changes();
        }
        return present;
    }

    /** How many of those that nobody had yet are the worker's own, as far as that is known. */
    int own(WorkerRecord worker) {
        Territory own = territories == null ? null : territories.of(worker);
        return own == null ? 0 : own.left();
    }

    SequencedSet<ChunkRecord> returned() {
        return returned;
    }

    int size() {
        return returned.size() + fresh.size();
    }

    int fresh() {
        return fresh.size();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    boolean contains(ChunkRecord chunk) {
        return returned.contains(chunk) || fresh.contains(chunk);
    }

    /** It was handed out and came back: it is the next. */
    void putBack(ChunkRecord chunk) {
        returned.addFirst(chunk);
    }

    void remove(ChunkRecord chunk) {
        if (!returned.remove(chunk) && fresh.remove(chunk)) {
            if (territories != null) {
                territories.remove(chunk);
            }
        }
    }

    void clear() {
        returned.clear();
        fresh.clear();
        territories = null;
    }
}
