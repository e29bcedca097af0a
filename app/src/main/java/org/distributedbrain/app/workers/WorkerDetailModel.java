package org.distributedbrain.app.workers;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.EndedTail;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** The one worker that is shown in full: how it is now, its last tasks, and what it gave in all its sessions. */
final class WorkerDetailModel {
    /** So deep in the leaderboard it is looked for. */
    private static final int RANKS = 1_000;

    private final Grid grid;
    private final Tasks tasks;
    private final RecentTasks recent = new RecentTasks();
    private final ReadOnlyObjectWrapper<Row<WorkerId, WorkerView>> row = new ReadOnlyObjectWrapper<>(this, "row");
    private final ReadOnlyObjectWrapper<List<Attempt>> last = new ReadOnlyObjectWrapper<>(this, "last", List.of());
    private final ReadOnlyObjectWrapper<LeaderboardRow> allTime = new ReadOnlyObjectWrapper<>(this, "allTime");
    private EndedTail tail = new EndedTail(0, List.of());

    WorkerDetailModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
    }

    /** Null while none or several are chosen. */
    ReadOnlyObjectProperty<Row<WorkerId, WorkerView>> row() {
        return row.getReadOnlyProperty();
    }

    /** Newest first. */
    ReadOnlyObjectProperty<List<Attempt>> last() {
        return last.getReadOnlyProperty();
    }

    /** Without what was not stored yet; null until it is known, or when there is nothing. */
    ReadOnlyObjectProperty<LeaderboardRow> allTime() {
        return allTime.getReadOnlyProperty();
    }

    void show(@Nullable Row<WorkerId, WorkerView> wanted) {
        Row<WorkerId, WorkerView> before = row.get();
        if (wanted == before) {
            return;
        }
        row.set(wanted);
        WorkerId id = wanted == null ? null : wanted.key();
        if (before != null && before.key().equals(id)) {
            return; // it came back
        }
        recent.of(id, tail);
        last.set(recent.newestFirst());
        allTime.set(null);
        if (id != null) {
            tasks.run("contribution", () -> contribution(id), found -> told(id, found), sentence -> {});
        }
    }

    private Optional<LeaderboardRow> contribution(WorkerId id) {
        return grid.leaderboard(RANKS).stream()
                .filter(entry -> entry.worker().equals(id))
                .findFirst();
    }

    private void told(WorkerId id, Optional<LeaderboardRow> found) {
        Row<WorkerId, WorkerView> now = row.get();
        if (now != null && now.key().equals(id)) {
            allTime.set(found.orElse(null));
        }
    }

    void take(EndedTail latest) {
        tail = latest;
        if (recent.take(latest)) {
            last.set(recent.newestFirst());
        }
    }
}
