package org.distributedbrain.app.workers;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.distributedbrain.Grid;
import org.distributedbrain.Grid.LocalWorker;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;

/** "Use this computer too": a native worker in this process, there or not. */
public final class LocalWorkerModel {
    private final Grid grid;
    private final Tasks tasks;
    private final int threads;
    private final Consumer<String> notice;
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper(this, "on");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");

    /** @param notice told a sentence when this computer cannot join or leave */
    public LocalWorkerModel(Grid grid, Tasks tasks, int processors, Consumer<String> notice) {
        this.grid = grid;
        this.tasks = tasks;
        this.threads = Math.max(1, processors - 1);
        this.notice = notice;
        on.set(!grid.localWorkers().isEmpty());
    }

    public ReadOnlyBooleanProperty on() {
        return on.getReadOnlyProperty();
    }

    /** True between a wish and its fulfilment. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public int threads() {
        return threads;
    }

    /** Joins or leaves; a wish made while the one before is under way is ignored. */
    public void use(boolean wanted) {
        if (busy.get() || wanted == on.get()) {
            return;
        }
        busy.set(true);
        tasks.run(
                "local-worker",
                () -> {
                    if (wanted) {
                        grid.addLocalWorker(Texts.of("workers.local"), threads);
                    } else {
                        grid.localWorkers().forEach(LocalWorker::close);
                    }
                    return wanted;
                },
                this::settle,
                sentence -> {
                    settle(!wanted);
                    notice.accept(sentence);
                });
    }

    /** It may have been removed, like any other worker. */
    public void look() {
        if (!busy.get()) {
            on.set(!grid.localWorkers().isEmpty());
        }
    }

    private void settle(boolean now) {
        busy.set(false);
        on.set(now);
    }
}
