package org.distributedbrain.app.overview;

import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.tiles.TilesModel;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.jspecify.annotations.Nullable;

/** What goes on now: the job that runs with its tiles, the last minutes, the speed-up, and what happened. */
public final class OverviewModel {
    private final TilesModel tiles;
    private final LiveSeries series = new LiveSeries();
    private final SpeedUp speedUp = new SpeedUp();
    private final EventLog log = new EventLog();
    private final ReadOnlyObjectWrapper<JobView> job = new ReadOnlyObjectWrapper<>(this, "job");
    private final ReadOnlyIntegerWrapper others = new ReadOnlyIntegerWrapper(this, "others");
    private final ReadOnlyLongWrapper seconds = new ReadOnlyLongWrapper(this, "seconds");
    private Instant at = Instant.EPOCH;
    private long shownNanos = System.nanoTime();

    public OverviewModel(Grid grid, Tasks tasks) {
        tiles = new TilesModel(grid, tasks);
    }

    public void show(Snapshot snapshot) {
        at = snapshot.at();
        shownNanos = System.nanoTime();
        List<JobView> jobs = snapshot.jobs();
        JobView before = job.get();
        JobView now = chosen(jobs, before == null ? null : before.id());
        job.set(now);
        tiles.follow(now);
        tiles.show(snapshot);
        others.set((int) jobs.stream()
                .filter(each -> !each.state().isFinal() && each != now)
                .count());
        log.show(snapshot);
        speedUp.take(snapshot, now != null && runs(now) ? now.kernel() : null);
        if (series.take(snapshot)) {
            seconds.set(seconds.get() + 1);
        }
    }

    /** Time has passed since the latest snapshot; where nothing happens there are none. To be called about every second while somebody looks. */
    void look() {
        if (!at.equals(Instant.EPOCH) && series.until(at.plusNanos(System.nanoTime() - shownNanos))) {
            seconds.set(seconds.get() + 1);
        }
    }

    /**
     * The one that runs, and stays while it does; else the one that has run longest; else the next in the queue; else the newest; null while there
     * are none.
     *
     * @param jobs newest first
     */
    static @Nullable JobView chosen(List<JobView> jobs, @Nullable JobId current) {
        JobView running = null;
        JobView waiting = null;
        for (JobView each : jobs) {
            if (runs(each)) {
                if (each.id().equals(current)) {
                    return each;
                }
                running = each;
            } else if (!each.state().isFinal()) {
                waiting = each;
            }
        }
        if (running != null) {
            return running;
        }
        return waiting != null ? waiting : jobs.isEmpty() ? null : jobs.getFirst();
    }

    private static boolean runs(JobView job) {
        return job.state() == JobState.RUNNING || job.state() == JobState.SEALING;
    }

    /** The job to be seen, or null while there are none. */
    ReadOnlyObjectProperty<JobView> job() {
        return job.getReadOnlyProperty();
    }

    TilesModel tiles() {
        return tiles;
    }

    /** How many others have not ended. */
    ReadOnlyIntegerProperty others() {
        return others.getReadOnlyProperty();
    }

    LiveSeries series() {
        return series;
    }

    SpeedUp speedUp() {
        return speedUp;
    }

    /** Grows with every second of the series. */
    ReadOnlyLongProperty seconds() {
        return seconds.getReadOnlyProperty();
    }

    /** Newest first. */
    ObservableList<Event> events() {
        return log.events();
    }
}
