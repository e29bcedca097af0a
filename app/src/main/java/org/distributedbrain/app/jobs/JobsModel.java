package org.distributedbrain.app.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.files.WholeFile;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.live.Rows;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.tiles.TilesModel;
import org.distributedbrain.job.JobId;
import org.distributedbrain.matrix.MatrixOverview;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.jspecify.annotations.Nullable;

/** The jobs on the screen, newest first, the selected one, and what can be done with it. */
public final class JobsModel {

    /** The outcome of the last action on a job. */
    public record Remark(JobId job, String sentence, boolean good) {}

    private final Grid grid;
    private final Tasks tasks;
    private final Consumer<JobView> replayed;
    private final TilesModel tiles;
    private final Rows<JobId, JobView> rows = new Rows<>(JobView::id);
    private final FilteredList<Row<JobId, JobView>> shown = new FilteredList<>(rows.list());
    private final ObjectProperty<Row<JobId, JobView>> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Remark> remark = new ReadOnlyObjectWrapper<>(this, "remark");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<JobFilter.@Nullable Stage> stage = new SimpleObjectProperty<>(this, "stage");
    private @Nullable JobId awaited;
    /** One of long ago that was asked for; it stands behind the others. */
    private @Nullable JobView earlier;

    private List<JobView> latest = List.of();

    /** @param replayed gets the job that is to be done once more */
    public JobsModel(Grid grid, Tasks tasks, Consumer<JobView> replayed) {
        this.grid = grid;
        this.tasks = tasks;
        this.replayed = replayed;
        tiles = new TilesModel(grid, tasks);
        selected.flatMap(Row::view).subscribe(tiles::follow);
        text.subscribe(this::filter);
        stage.subscribe(this::filter);
    }

    public ObservableList<Row<JobId, JobView>> jobs() {
        return rows.list();
    }

    /** Those that the filter lets through. */
    ObservableList<Row<JobId, JobView>> shown() {
        return shown;
    }

    /** What the label contains, or the id begins with; all jobs when it is empty. */
    StringProperty text() {
        return text;
    }

    /** Only jobs of which that has become; all when it is null. */
    ObjectProperty<JobFilter.@Nullable Stage> stage() {
        return stage;
    }

    /** The job that is shown in full; the newest one when nobody chose; null while there are none. */
    public ObjectProperty<Row<JobId, JobView>> selected() {
        return selected;
    }

    /** The tiles of the selected job. */
    TilesModel tiles() {
        return tiles;
    }

    /** Null until there is something to remark. */
    public ReadOnlyObjectProperty<Remark> remark() {
        return remark.getReadOnlyProperty();
    }

    public void show(Snapshot snapshot) {
        show(snapshot.jobs());
        tiles.show(snapshot);
    }

    void show(List<JobView> jobs) {
        latest = jobs;
        List<JobView> all = new ArrayList<>(jobs);
        JobView old = earlier;
        if (old != null && jobs.stream().noneMatch(job -> job.id().equals(old.id()))) {
            all.add(old);
        }
        rows.show(all);
        if (!text.get().isBlank() || stage.get() != null) {
            filter(); // what a job has become may have changed
        }
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

    private void filter() {
        JobFilter.Stage wanted = stage.get();
        JobFilter filter = new JobFilter(
                null,
                null,
                null,
                null,
                null,
                wanted == null ? Set.of() : Set.of(wanted),
                text.get(),
                JobFilter.Sort.SUBMITTED,
                false);
        shown.setPredicate(row -> filter.admits(row.view().get()));
    }

    /** Selects a job now, as soon as a snapshot brings it, or when history has told of it. */
    public void reveal(JobId job) {
        text.set("");
        stage.set(null);
        Optional<Row<JobId, JobView>> known = find(job);
        if (known.isPresent()) {
            awaited = null;
            selected.set(known.get());
            return;
        }
        awaited = job;
        tasks.run(
                "job",
                () -> grid.job(job),
                found -> {
                    if (found.isPresent() && job.equals(awaited)) {
                        earlier = found.get();
                        show(latest);
                    }
                },
                sentence -> {}); // nobody asked for it in words; the next snapshot may bring it
    }

    /** How the job is now, if it is on the screen. */
    Optional<JobView> latest(JobId job) {
        return find(job).map(row -> row.view().getValue());
    }

    /** What is there of the job's result as a picture; one that cannot be had is none, for there will be another. */
    void picture(JobId job, int longestSide, Consumer<Optional<Thumbnail>> shown) {
        tasks.run("picture", () -> grid.picture(job, longestSide), shown, sentence -> shown.accept(Optional.empty()));
    }

    /** The job's result at a glance, or why there is none. */
    void look(JobId job, int longestSide, Consumer<MatrixOverview> seen, Consumer<String> failed) {
        tasks.run("look", () -> MatrixOverview.read(grid.result(job), longestSide), seen, failed);
    }

    public void cancel(JobId job) {
        tasks.run(
                "cancel",
                () -> grid.cancel(job),
                cancelled -> remark.set(cancelled ? null : new Remark(job, Texts.of("jobs.cancel.late"), true)),
                sentence -> remark.set(new Remark(job, sentence, false)));
    }

    public void save(JobId job, Path target) {
        save(
                "save-result",
                job,
                target,
                ".npy",
                part -> Files.copy(grid.result(job), part, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Saves the proof of the job's result. */
    void saveCertificate(JobId job, Path target) {
        save(
                "save-certificate",
                job,
                target,
                ".json",
                part -> Files.write(part, grid.certificate(job).bytes()));
    }

    private void save(String name, JobId job, Path target, String ending, WholeFile.Content content) {
        tasks.run(
                name,
                () -> WholeFile.write(target, ending, content),
                saved -> remark.set(new Remark(job, Texts.of("jobs.saved", saved), true)),
                sentence -> remark.set(new Remark(job, sentence, false)));
    }

    /** Brings the job back to the form. */
    void replay(JobView job) {
        replayed.accept(job);
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
