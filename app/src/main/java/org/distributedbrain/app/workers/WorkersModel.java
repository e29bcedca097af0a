package org.distributedbrain.app.workers;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.live.Rows;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** The workers on the screen: all of them, those that the filter lets through in the order wanted, the chosen ones, and what can be done with them. */
public final class WorkersModel {
    /** Figures change all the time; what is sorted by them changes places no more often. */
    private static final Duration CALM = Duration.ofSeconds(2);

    private static final String LAYOUT = "workers.layout";

    /** How they are shown. */
    enum Layout {
        CARDS,
        TABLE
    }

    private final Grid grid;
    private final Tasks tasks;
    private final Consumer<String> notice;
    private final Rows<WorkerId, WorkerView> all = new Rows<>(WorkerView::id);
    private final Rows<WorkerId, WorkerView> shown = new Rows<>(WorkerView::id);
    private final Selection selection = new Selection();
    private final WorkerDetailModel detail;
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ObjectProperty<Layout> layout;
    private final ReadOnlyObjectWrapper<WorkerId> revealed = new ReadOnlyObjectWrapper<>(this, "revealed");
    private final ReadOnlyObjectWrapper<List<WorkerView>> chosen =
            new ReadOnlyObjectWrapper<>(this, "chosen", List.of());
    private @Nullable Comparator<WorkerView> order;
    private List<WorkerView> latest = List.of();
    /** Where each one stands. */
    private Map<WorkerId, Integer> places = Map.of();

    private Instant placedAt = Instant.MIN;

    /** @param notice told a sentence when a wish is not fulfilled */
    public WorkersModel(Grid grid, Tasks tasks, Consumer<String> notice, Settings settings) {
        this.grid = grid;
        this.tasks = tasks;
        this.notice = notice;
        detail = new WorkerDetailModel(grid, tasks);
        Layout last = settings.get(LAYOUT).filter("table"::equals).isPresent() ? Layout.TABLE : Layout.CARDS;
        layout = new SimpleObjectProperty<>(this, "layout", last);
        layout.subscribe(now -> settings.put(LAYOUT, now.name().toLowerCase(Locale.ROOT)));
        filter.addListener(o -> place());
        selection.chosen().addListener(o -> showDetail());
    }

    /** Does it to those of the workers whom it changes anything for. */
    void perform(WorkerAction action, List<WorkerView> workers) {
        for (WorkerView worker : workers) {
            if (action.fits(worker)) {
                tasks.run(
                        action.id(),
                        () -> {
                            action.perform(grid, worker.id());
                            return true;
                        },
                        done -> {},
                        notice);
            }
        }
    }

    /** The worker that is pointed at, or null. */
    public ReadOnlyObjectProperty<WorkerId> revealed() {
        return revealed.getReadOnlyProperty();
    }

    /** Points at a worker: it is chosen, and shown whatever the filter says. */
    public void reveal(WorkerId worker) {
        filter.set("");
        if (all.list().stream().anyMatch(row -> row.key().equals(worker))) {
            selection.only(worker);
        }
        revealed.set(null);
        revealed.set(worker);
    }

    /** All of them, in the order they joined. */
    public ObservableList<Row<WorkerId, WorkerView>> workers() {
        return all.list();
    }

    /** Those that the filter lets through, in the order wanted. */
    ObservableList<Row<WorkerId, WorkerView>> shown() {
        return shown.list();
    }

    Selection selection() {
        return selection;
    }

    /** How the chosen ones are now. */
    ReadOnlyObjectProperty<List<WorkerView>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    WorkerDetailModel detail() {
        return detail;
    }

    /** Part of a name. */
    StringProperty filter() {
        return filter;
    }

    ObjectProperty<Layout> layout() {
        return layout;
    }

    /** Shows them as a table from now on. */
    public void asTable() {
        layout.set(Layout.TABLE);
    }

    /** Null: in the order they joined. */
    void order(@Nullable Comparator<WorkerView> wanted) {
        order = wanted;
        place();
    }

    public void show(Snapshot snapshot) {
        latest = snapshot.workers();
        all.show(latest);
        boolean calm = snapshot.at().isBefore(placedAt.plus(CALM)) && sameWorkers();
        if (calm) {
            shown.show(inPlaces());
        } else {
            placedAt = snapshot.at();
            place();
        }
        detail.take(snapshot.ended());
        showDetail();
    }

    private boolean sameWorkers() {
        List<WorkerView> now = matching();
        return now.size() == places.size() && now.stream().allMatch(worker -> places.containsKey(worker.id()));
    }

    private List<WorkerView> matching() {
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        return latest.stream()
                .filter(worker -> worker.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    /** As they stand, with their latest figures. */
    private List<WorkerView> inPlaces() {
        return matching().stream()
                .sorted(Comparator.comparingInt(worker -> places.getOrDefault(worker.id(), 0)))
                .toList();
    }

    private void place() {
        List<WorkerView> now = matching();
        if (order != null) {
            now = now.stream().sorted(order).toList();
        }
        Map<WorkerId, Integer> next = new HashMap<>();
        now.forEach(worker -> next.put(worker.id(), next.size()));
        places = next;
        shown.show(now);
        selection.keep(now.stream().map(WorkerView::id).toList());
        showDetail();
    }

    private void showDetail() {
        List<WorkerView> now =
                latest.stream().filter(worker -> selection.has(worker.id())).toList();
        if (!now.equals(chosen.get())) {
            chosen.set(now);
        }
        List<WorkerId> ids = selection.chosen().get();
        detail.show(
                ids.size() == 1
                        ? all.list().stream()
                                .filter(row -> row.key().equals(ids.getFirst()))
                                .findFirst()
                                .orElse(null)
                        : null);
    }
}
