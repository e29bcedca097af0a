package org.distributedbrain.app.tiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * The tile map of the one job that is followed: what was before from history, what goes on from snapshots. Work is done only for what is new since
 * the snapshot before.
 */
public final class TilesModel {
    private static final int PAGE = 1_000;
    /** As many attempts are read of a job at most: more than history keeps apart of one. */
    private static final int PAGES = 250;

    private final Grid grid;
    private final Tasks tasks;
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper(this, "version");
    private final Map<WorkerId, String> names = new HashMap<>();
    private @Nullable JobId job;
    private @Nullable TileMap map;
    private boolean finished;
    private long next;
    private List<RunningTask> seen = List.of();
    private List<WorkerView> known = List.of();

    public TilesModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
    }

    /** Grows with every change of {@link #map}, and when there is another one. */
    public ReadOnlyIntegerProperty version() {
        return version.getReadOnlyProperty();
    }

    /** Null while no job is followed, or one of which it is not known how it was cut. */
    public @Nullable TileMap map() {
        return map;
    }

    /** What a worker is called, or its id when nobody knows. */
    public String name(WorkerId worker) {
        return names.getOrDefault(worker, worker.value());
    }

    /** Follows another job, or the same one further on; none with null. */
    public void follow(@Nullable JobView now) {
        JobId id = now == null ? null : now.id();
        TileGrid cut = now == null ? null : now.grid();
        boolean same = id != null && id.equals(job) && (map != null) == (cut != null);
        if (!same) {
            job = id;
            map = cut == null ? null : new TileMap(cut);
            finished = false;
            next = 0;
            seen = List.of();
            if (id != null && map != null) {
                load(id);
                show(grid.snapshot()); // the next one may be long in coming
            }
            changed();
        }
        if (now != null && map != null && !finished && now.state() == JobState.DONE) {
            finished = true;
            map.finish();
            changed();
        }
    }

    /** What has happened since the snapshot before. */
    public void show(Snapshot snapshot) {
        if (snapshot.workers() != known) {
            known = snapshot.workers();
            known.forEach(worker -> names.put(worker.id(), worker.name()));
        }
        TileMap now = map;
        JobId id = job;
        if (now == null || id == null) {
            return;
        }
        boolean news = false;
        if (next > 0 && next < snapshot.ended().first()) {
            load(id);
        }
        for (Attempt attempt : snapshot.ended().since(next)) {
            if (attempt.chunk().job().equals(id)) {
                now.end(attempt);
                news = true;
            }
        }
        next = snapshot.ended().next();
        if (snapshot.running() != seen && !finished) {
            seen = snapshot.running();
            now.running(
                    seen.stream().filter(task -> task.chunk().job().equals(id)).toList());
            news = true;
        }
        if (news) {
            changed();
        }
    }

    private void load(JobId of) {
        tasks.run(
                "tiles",
                () -> attempts(of),
                found -> {
                    TileMap now = map;
                    if (now != null && of.equals(job)) {
                        found.forEach(execution -> take(now, execution));
                        changed();
                    }
                },
                sentence -> {}); // the map then shows what snapshots tell; the job's view says what is wrong with it
    }

    private List<Execution> attempts(JobId of) {
        List<Execution> all = new ArrayList<>();
        long after = Long.MIN_VALUE;
        for (int i = 0; i < PAGES; i++) {
            List<Execution> page = grid.executions(of, after, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
            after = page.getLast().attempt().task().value();
        }
        return all;
    }

    private void take(TileMap into, Execution execution) {
        names.putIfAbsent(execution.attempt().worker(), execution.workerName());
        if (execution.merged() > 1) {
            into.endMerged(execution.attempt());
        } else {
            into.end(execution.attempt());
        }
    }

    private void changed() {
        version.set(version.get() + 1);
    }
}
