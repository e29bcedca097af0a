package org.distributedbrain.app.history;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.files.WholeFile;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobFilter.Sort;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.JobsCsv;
import org.jspecify.annotations.Nullable;

/** Every job that the filter lets through, as many pages of them as were looked at, and what can be done with them. */
public final class HistoryModel {
    static final int PAGE = 200;
    /** More rows than that no spreadsheet takes. */
    private static final int MOST_EXPORTED = 1_000_000;

    private final Grid grid;
    private final Tasks tasks;
    private final ZoneId zone;
    private final Consumer<JobId> opened;
    private final Consumer<JobView> replayed;
    private final HistoryFields fields = new HistoryFields();
    private final ObservableList<JobView> jobs = FXCollections.observableArrayList();
    private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper(this, "total");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale", true);
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper(this, "remark", "");
    private JobFilter filter = JobFilter.ALL;
    /** Answers to older questions are not shown. */
    private int question;

    private boolean fetching;
    private boolean complete;
    private boolean looked;

    /**
     * @param opened gets the job that is to be shown in full
     * @param replayed gets the job that is to be done once more
     */
    public HistoryModel(Grid grid, Tasks tasks, ZoneId zone, Consumer<JobId> opened, Consumer<JobView> replayed) {
        this.grid = grid;
        this.tasks = tasks;
        this.zone = zone;
        this.opened = opened;
        this.replayed = replayed;
        for (Property<?> field : fields.all()) {
            field.addListener((o, before, now) -> refresh());
        }
    }

    HistoryFields fields() {
        return fields;
    }

    /** Those fetched so far, in the order that was asked for. */
    public ObservableList<JobView> jobs() {
        return jobs;
    }

    /** How many the filter lets through in all. */
    public ReadOnlyLongProperty total() {
        return total.getReadOnlyProperty();
    }

    /** Whether jobs have come or ended since it was fetched. */
    ReadOnlyBooleanProperty stale() {
        return stale.getReadOnlyProperty();
    }

    /** What is wrong with a field, or why nothing can be read; empty when all is well. */
    ReadOnlyStringProperty error() {
        return error.getReadOnlyProperty();
    }

    /** What came of the last export. */
    ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /** Jobs have come or ended. */
    public void gridChanged() {
        stale.set(true);
    }

    /** Somebody looks at it. */
    void look() {
        if (!looked || (stale.get() && jobs.size() <= PAGE)) {
            refresh();
        }
    }

    /** Puts them into another order. */
    void sort(Sort by, boolean ascending) {
        if (fields.sort.get() != by || fields.ascending.get() != ascending) {
            fields.sort.set(by);
            fields.ascending.set(ascending);
            refresh();
        }
    }

    /** Begins again at the first page. */
    void refresh() {
        looked = true;
        remark.set("");
        try {
            filter = fields.filter(zone);
            error.set("");
        } catch (BadInput bad) {
            error.set(String.valueOf(bad.getMessage()));
            return;
        }
        int asked = ++question;
        JobFilter wanted = filter;
        fetching = true;
        complete = false;
        stale.set(false);
        tasks.run(
                "history",
                () -> grid.jobs(wanted, null, PAGE),
                page -> {
                    if (asked == question) {
                        jobs.setAll(page);
                        came(page);
                    }
                },
                sentence -> failed(asked, sentence));
        tasks.run(
                "history-count",
                () -> grid.jobCount(wanted),
                count -> {
                    if (asked == question) {
                        total.set(count);
                    }
                },
                sentence -> failed(asked, sentence));
    }

    /** Fetches the next page, unless one is under way or there is none. */
    void more() {
        if (fetching || complete || jobs.isEmpty()) {
            return;
        }
        int asked = question;
        JobFilter wanted = filter;
        JobId last = jobs.getLast().id();
        fetching = true;
        tasks.run(
                "history",
                () -> grid.jobs(wanted, last, PAGE),
                page -> {
                    if (asked == question) {
                        jobs.addAll(page);
                        came(page);
                    }
                },
                sentence -> failed(asked, sentence));
    }

    private void came(List<JobView> page) {
        fetching = false;
        complete = page.size() < PAGE;
    }

    private void failed(int asked, String sentence) {
        if (asked == question) {
            fetching = false;
            error.set(sentence);
        }
    }

    /** Writes all that the filter lets through, in this order, to a file. */
    void export(Path target) {
        JobFilter wanted = filter;
        remark.set(Texts.of("history.exporting"));
        tasks.run(
                "export",
                () -> {
                    int[] count = {0};
                    Path saved = WholeFile.write(target, ".csv", part -> count[0] = write(wanted, part));
                    return Texts.of("history.exported", Figures.count(count[0], "job"), saved);
                },
                remark::set,
                sentence -> {
                    remark.set("");
                    error.set(sentence);
                });
    }

    private int write(JobFilter wanted, Path part) throws IOException {
        try (Writer to = Files.newBufferedWriter(part)) {
            return JobsCsv.write(to, MOST_EXPORTED, (after, limit) -> grid.jobs(wanted, after, limit));
        }
    }

    void open(JobView job) {
        opened.accept(job.id());
    }

    void replay(@Nullable JobView job) {
        if (job != null) {
            replayed.accept(job);
        }
    }
}
