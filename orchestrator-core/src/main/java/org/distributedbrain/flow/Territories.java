package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.distributedbrain.flow.Columns.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * Whose tiles are whose, and which of them wait to be handed out. Soft: made again when workers come and go, never stored.
 */
final class Territories {

    /** A worker that counts, and how fast it is taken to be. */
    record Helper(WorkerRecord worker, double speed) {}

    private final JobRecord job;
    private final List<Territory> all = new ArrayList<>();
    private final Map<WorkerRecord, Territory> byOwner = new HashMap<>();
    private final int[] territoryOf;
    private final int[] stepOf;

    /** Those with ready chunks, the one with the most of them first. */
    private final NavigableSet<Territory> byLeft = new TreeSet<>((x, y) -> {
        int more = Integer.compare(y.left(), x.left());
        return more != 0 ? more : Integer.compare(x.number, y.number);
    });

    /** @param helpers the fastest first
     * @param waiting chunks that nobody had yet */
    Territories(JobRecord job, List<Helper> helpers, Residency residency, Collection<ChunkRecord> waiting) {
        this.job = job;
        territoryOf = new int[job.chunks.size()];
        stepOf = new int[job.chunks.size()];
        int tiles = job.grid.rowParts() * job.grid.colParts();
        List<Helper> owners = owners(helpers, tiles);
        if (owners.isEmpty()) {
            add(null, new Rectangle(0, job.grid.rowParts(), 0, job.grid.colParts()));
        } else {
            List<Rectangle> rectangles = Affinity.cut(job, owners, residency);
            for (int i = 0; i < owners.size(); i++) {
                add(owners.get(i).worker(), rectangles.get(i));
            }
        }
        waiting.forEach(chunk -> territory(chunk).add(step(chunk)));
        all.stream().filter(territory -> territory.left() > 0).forEach(byLeft::add);
    }

    /** Where there are not enough tiles for all, those of whom something bad is known go without. */
    private static List<Helper> owners(List<Helper> helpers, int tiles) {
        if (helpers.size() <= tiles) {
            return helpers;
        }
        List<Helper> good = helpers.stream()
                .filter(helper -> !helper.worker().standing().isDoubtful())
                .toList();
        return (good.size() >= tiles ? good : helpers).subList(0, tiles);
    }

    private void add(@Nullable WorkerRecord owner, Rectangle tiles) {
        Territory territory = new Territory(all.size(), owner, tiles, job);
        all.add(territory);
        if (owner != null) {
            byOwner.put(owner, territory);
        }
        for (int step = 0; step < territory.size(); step++) {
            territoryOf[territory.chunk(step)] = territory.number;
            stepOf[territory.chunk(step)] = step;
        }
    }

    @Nullable Territory of(WorkerRecord worker) {
        return byOwner.get(worker);
    }

    NavigableSet<Territory> mostLeftFirst() {
        return byLeft;
    }

    ChunkRecord chunk(Territory territory, int step) {
        return job.chunks.get(territory.chunk(step));
    }

    /** The chunk was handed out. */
    void remove(ChunkRecord chunk) {
        Territory territory = territory(chunk);
        byLeft.remove(territory);
        territory.remove(step(chunk));
        if (territory.left() > 0) {
            byLeft.add(territory);
        }
    }

    private Territory territory(ChunkRecord chunk) {
        return all.get(territoryOf[chunk.chunk.id().index()]);
    }

    private int step(ChunkRecord chunk) {
        return stepOf[chunk.chunk.id().index()];
    }
}
