package org.distributedbrain.app.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.jspecify.annotations.Nullable;

/** The faults that the filter lets through, newest first: stored ones page by page, those of now as they happen. */
public final class FaultsModel {
    static final int PAGE = 100;

    /** Beyond so many nobody reads; the filter finds older ones. */
    private static final int MOST = 5_000;

    private final Grid grid;
    private final Tasks tasks;
    private final Consumer<String> notice;
    private final ObservableList<FaultView> faults = FXCollections.observableArrayList();
    private final ObservableList<FaultView> readOnly = FXCollections.unmodifiableObservableList(faults);
    private final ObservableList<String> workers = FXCollections.observableArrayList();
    private final ObservableList<JobView> jobs = FXCollections.observableArrayList();
    private final ObjectProperty<FaultFilter> filter = new SimpleObjectProperty<>(this, "filter", FaultFilter.ALL);
    private final ReadOnlyObjectWrapper<FaultView> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(this, "loaded");
    private List<FaultView> live = List.of();
    private int question;
    private boolean asked;

    /** @param notice told a sentence when stored faults cannot be had */
    public FaultsModel(Grid grid, Tasks tasks, Consumer<String> notice) {
        this.grid = grid;
        this.tasks = tasks;
        this.notice = notice;
        filter.addListener(o -> load());
    }

    ObservableList<FaultView> faults() {
        return readOnly;
    }

    /** Names of workers that a filter may ask for. */
    ObservableList<String> workers() {
        return workers;
    }

    /** Jobs that a filter may ask for. */
    ObservableList<JobView> jobs() {
        return jobs;
    }

    ObjectProperty<FaultFilter> filter() {
        return filter;
    }

    void only(@Nullable FaultKind kind) {
        FaultFilter now = filter.get();
        want(new FaultFilter(now.job(), now.worker(), kind));
    }

    void only(@Nullable String worker) {
        FaultFilter now = filter.get();
        want(new FaultFilter(now.job(), worker, now.kind()));
    }

    void only(@Nullable JobId job) {
        FaultFilter now = filter.get();
        want(new FaultFilter(job, now.worker(), now.kind()));
    }

    private void want(FaultFilter wanted) {
        if (!wanted.equals(filter.get())) {
            filter.set(wanted);
        }
    }

    /** The one that is shown in full, or null. */
    ReadOnlyObjectProperty<FaultView> selected() {
        return selected.getReadOnlyProperty();
    }

    void select(@Nullable FaultView fault) {
        selected.set(fault);
    }

    /** Points at a fault: it is chosen, and shown whatever the filter said. */
    public void reveal(FaultView fault) {
        want(FaultFilter.ALL);
        select(faults.stream()
                .filter(known -> known.id().equals(fault.id()))
                .findFirst()
                .orElse(fault));
    }

    /** Whether older ones can be had. */
    ReadOnlyBooleanProperty more() {
        return more.getReadOnlyProperty();
    }

    /** Whether what is stored has been asked for and was told. */
    ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    /** To be called when they are first seen. */
    void begin() {
        if (!asked) {
            load();
        }
    }

    private void load() {
        page(null, found -> {
            faults.setAll(found);
            loaded.set(true);
            merge();
            FaultView chosen = selected.get();
            if (chosen == null || faults.stream().noneMatch(fault -> fault.id().equals(chosen.id()))) {
                selected.set(faults.isEmpty() ? null : faults.getFirst());
            }
        });
    }

    void loadMore() {
        if (more.get() && !faults.isEmpty()) {
            more.set(false);
            page(faults.getLast().id(), faults::addAll);
        }
    }

    /** An answer to a question that was asked before another one is not listened to. */
    private void page(@Nullable FaultId after, Consumer<List<FaultView>> taken) {
        asked = true;
        int mine = ++question;
        FaultFilter wanted = filter.get();
        tasks.run(
                "faults",
                () -> grid.faults(wanted, after, PAGE),
                found -> {
                    if (mine == question) {
                        taken.accept(found);
                        more.set(found.size() == PAGE && faults.size() < MOST);
                        names();
                    }
                },
                notice);
    }

    public void show(Snapshot snapshot) {
        jobsNow(snapshot.jobs());
        if (snapshot.faults() != live) {
            live = snapshot.faults();
            if (loaded.get()) {
                merge();
                names();
            }
        }
    }

    /** Those of now are put before the others, and take the places of what was known of them. */
    private void merge() {
        Map<FaultId, Integer> places = new HashMap<>();
        for (int i = 0; i < faults.size(); i++) {
            places.put(faults.get(i).id(), i);
        }
        String newest = faults.isEmpty() ? "" : faults.getFirst().id().value();
        List<FaultView> fresh = new ArrayList<>();
        for (FaultView fault : live) {
            Integer place = places.get(fault.id());
            if (place != null) {
                if (!faults.get(place).equals(fault)) {
                    faults.set(place, fault);
                }
            } else if (fault.id().value().compareTo(newest) > 0 && lets(filter.get(), fault)) {
                fresh.add(fault);
            }
        }
        if (!fresh.isEmpty()) {
            faults.addAll(0, fresh);
        }
        if (faults.size() > MOST) {
            faults.remove(MOST, faults.size());
        }
        follow();
    }

    /** What is shown in full is as it is known now. */
    private void follow() {
        FaultView chosen = selected.get();
        if (chosen == null) {
            selected.set(faults.isEmpty() ? null : faults.getFirst());
        } else {
            faults.stream()
                    .filter(fault -> fault.id().equals(chosen.id()))
                    .findFirst()
                    .ifPresent(selected::set);
        }
    }

    static boolean lets(FaultFilter filter, FaultView fault) {
        String worker = filter.worker();
        return (filter.kind() == null || filter.kind() == fault.kind())
                && (filter.job() == null || filter.job().equals(fault.job()))
                && (worker == null
                        || worker.equals(fault.workerName())
                        || worker.equals(fault.worker().value()));
    }

    private void names() {
        TreeSet<String> names = new TreeSet<>(workers);
        faults.forEach(fault -> names.add(fault.workerName()));
        if (names.size() != workers.size()) {
            workers.setAll(names);
        }
    }

    private void jobsNow(List<JobView> now) {
        List<JobId> ids = now.stream().map(JobView::id).toList();
        if (!ids.equals(jobs.stream().map(JobView::id).toList())) {
            jobs.setAll(now);
        }
    }
}
