package org.distributedbrain.app.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.live.Rows;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.JobId;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** The jobs on the screen, newest first, the selected one, and what can be done with it. */
public final class JobsModel {

    /** The outcome of the last action on a job. */
    public record Remark(JobId job, String sentence, boolean good) {}

    private final Grid grid;
    private final Tasks tasks;
    private final Rows<JobId, JobView> rows = new Rows<>(JobView::id);
    private final ObjectProperty<Row<JobId, JobView>> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Remark> remark = new ReadOnlyObjectWrapper<>(this, "remark");
    private @Nullable JobId awaited;

    public JobsModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
    }

    public ObservableList<Row<JobId, JobView>> jobs() {
        return rows.list();
    }

    /** The job that is shown in full; the newest one when nobody chose; null while there are none. */
    public ObjectProperty<Row<JobId, JobView>> selected() {
        return selected;
    }

    /** Null until there is something to remark. */
    public ReadOnlyObjectProperty<Remark> remark() {
        return remark.getReadOnlyProperty();
    }

    public void show(List<JobView> jobs) {
        rows.show(jobs);
        Row<JobId, JobView> now = selected.get();
        if (now != null && !rows.list().contains(now)) {
            selected.set(null);
        }
        Optional<Row<JobId, JobView>> wanted = find(awaited);
        if (wanted.isPresent()) {
            awaited = null;
            selected.set(wanted.get());
        } else if (selected.get() == null && !rows.list().isEmpty()) {
            selected.set(rows.list().getFirst());
        }
    }

    /** Selects a job now or as soon as a snapshot brings it. */
    public void reveal(JobId job) {
        Optional<Row<JobId, JobView>> known = find(job);
        awaited = known.isPresent() ? null : job;
        known.ifPresent(selected::set);
    }

    /** How the job is now, if it is on the screen. */
    Optional<JobView> latest(JobId job) {
        return find(job).map(row -> row.view().getValue());
    }

    /** What is there of the job's result as a picture; one that cannot be had is none, for there will be another. */
    void picture(JobId job, int longestSide, Consumer<Optional<Thumbnail>> shown) {
        tasks.run("picture", () -> grid.picture(job, longestSide), shown, sentence -> shown.accept(Optional.empty()));
    }

    public void cancel(JobId job) {
        tasks.run(
                "cancel",
                () -> grid.cancel(job),
                cancelled -> remark.set(
                        cancelled ? null : new Remark(job, "The job had ended before it could be cancelled.", true)),
                sentence -> remark.set(new Remark(job, sentence, false)));
    }

    public void save(JobId job, Path target) {
        tasks.run(
                "save-result",
                () -> ResultSaver.save(grid.result(job), target),
                saved -> remark.set(new Remark(job, "Saved to " + saved, true)),
                sentence -> remark.set(new Remark(job, sentence, false)));
    }

    /** How many jobs have not ended. */
    public long unfinished() {
        return rows.list().stream()
                .filter(row -> !row.view().get().state().isFinal())
                .count();
    }

    private Optional<Row<JobId, JobView>> find(@Nullable JobId job) {
        return rows.list().stream().filter(row -> row.key().equals(job)).findFirst();
    }
}
