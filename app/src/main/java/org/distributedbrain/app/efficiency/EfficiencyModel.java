package org.distributedbrain.app.efficiency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.ObservableList;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.live.Rows;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** Where the time goes: live, of the last finished jobs, and how fast the links of the workers are. */
public final class EfficiencyModel {
    /** As many jobs as one looks through. */
    static final int JOBS = 200;

    private final Consumer<JobId> openJob;
    private final LoadSeries series = new LoadSeries();
    private final Rows<JobId, JobShare> jobs = new Rows<>(JobShare::id);
    private final Rows<WorkerId, WorkerView> workers = new Rows<>(WorkerView::id);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private List<JobView> seenJobs = List.of();
    private List<WorkerView> seenWorkers = List.of();
    private Instant at = Instant.EPOCH;
    private double sinceMillis;
    private long shownNanos = System.nanoTime();
    private long next;

    /** @param openJob shows a job in full */
    public EfficiencyModel(Consumer<JobId> openJob) {
        this.openJob = openJob;
    }

    LoadSeries series() {
        return series;
    }

    /** Grows whenever the series did. */
    ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /** The jobs that are done, newest first. */
    ObservableList<Row<JobId, JobShare>> jobs() {
        return jobs.list();
    }

    /** The workers that are connected. */
    ObservableList<Row<WorkerId, WorkerView>> workers() {
        return workers.list();
    }

    void open(JobId job) {
        openJob.accept(job);
    }

    public void show(Snapshot snapshot) {
        at = snapshot.at();
        sinceMillis = 0;
        shownNanos = System.nanoTime();
        series.take(at, load(snapshot.workers()));
        for (Attempt attempt : snapshot.ended().since(next)) {
            series.moved(attempt.endedAt(), attempt.bytesOut(), attempt.bytesIn());
        }
        next = snapshot.ended().next();
        if (seenJobs != snapshot.jobs()) {
            seenJobs = snapshot.jobs();
            jobs.show(shares());
        }
        if (seenWorkers != snapshot.workers()) {
            seenWorkers = snapshot.workers();
            workers.show(seenWorkers.stream()
                    .filter(worker -> worker.state() != WorkerState.GONE)
                    .toList());
        }
        changes.set(changes.get() + 1);
    }

    /** What is done keeps its share, so that a row changes only with its job. */
    private List<JobShare> shares() {
        List<JobShare> shares = new ArrayList<>();
        for (JobView job : seenJobs) {
            JobShare share = shares.size() < JOBS ? JobShare.of(job) : null;
            if (share != null) {
                shares.add(jobs.list().stream()
                        .map(row -> row.view().get())
                        .filter(before -> Objects.equals(before, share))
                        .findFirst()
                        .orElse(share));
            }
        }
        return shares;
    }

    private static LoadSeries.Load load(List<WorkerView> workers) {
        int computing = 0;
        int transferring = 0;
        int waiting = 0;
        for (WorkerView worker : workers) {
            switch (worker.state()) {
                case COMPUTING -> computing++;
                case TRANSFERRING -> transferring++;
                case IDLE, RESTING, FROZEN, QUARANTINED, DRAINING -> waiting++;
                case GONE -> {}
            }
        }
        return new LoadSeries.Load(computing, transferring, waiting);
    }

    /** Somebody looks again: time has passed since the latest snapshot, which may be old where nothing happens. */
    void resume() {
        sinceMillis = (System.nanoTime() - shownNanos) / 1e6;
        advance(0);
    }

    /** So much time has passed while somebody looked, and nothing is new. */
    void advance(double millis) {
        if (!at.equals(Instant.EPOCH)) {
            sinceMillis += millis;
            series.until(at.plusNanos(Math.round(sinceMillis * 1e6)));
            changes.set(changes.get() + 1);
        }
    }
}
