package org.distributedbrain.app.leaderboard;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.WorkerView;

/** The ten best: of this session from snapshots, of all time from what is stored. */
public final class LeaderboardModel {
    static final int PLACES = 10;

    /** Over which time. */
    enum Period {
        SESSION,
        ALL_TIME
    }

    private final Grid grid;
    private final Tasks tasks;
    private final Consumer<String> notice;
    private final SessionCredit session = new SessionCredit();
    private final ObjectProperty<Period> period = new SimpleObjectProperty<>(this, "period", Period.SESSION);
    private final ReadOnlyObjectWrapper<List<Entry>> entries = new ReadOnlyObjectWrapper<>(this, "entries", List.of());
    private boolean asked;

    /** @param notice told a sentence when the leaderboard cannot be had */
    public LeaderboardModel(Grid grid, Tasks tasks, Consumer<String> notice) {
        this.grid = grid;
        this.tasks = tasks;
        this.notice = notice;
        period.addListener(o -> refresh());
    }

    ObjectProperty<Period> period() {
        return period;
    }

    /** Best first. */
    ReadOnlyObjectProperty<List<Entry>> entries() {
        return entries.getReadOnlyProperty();
    }

    /** The best of this session, best first, whatever period is chosen. */
    List<Entry> sessionBest(int places) {
        return session.best(places);
    }

    public void show(List<WorkerView> workers) {
        session.take(workers);
    }

    /** Brings the places up to date; to be called now and then while they are seen. */
    void refresh() {
        switch (period.get()) {
            case SESSION -> tell(Period.SESSION, session.best(PLACES));
            case ALL_TIME -> ask();
        }
    }

    private void ask() {
        if (asked) {
            return;
        }
        asked = true;
        tasks.run(
                "leaderboard",
                () -> grid.leaderboard(PLACES).stream()
                        .map(LeaderboardModel::entry)
                        .toList(),
                best -> {
                    asked = false;
                    tell(Period.ALL_TIME, best);
                },
                sentence -> {
                    asked = false;
                    notice.accept(sentence);
                });
    }

    private void tell(Period of, List<Entry> best) {
        if (of == period.get()) {
            entries.set(best);
        }
    }

    private static Entry entry(LeaderboardRow row) {
        return new Entry(
                row.rank(),
                row.worker(),
                row.name(),
                row.operations(),
                row.tasksCompleted(),
                row.totalComputeMs(),
                row.sessionsJoined());
    }
}
