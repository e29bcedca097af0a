package org.distributedbrain.app.workers;

import java.util.List;
import java.util.Locale;
import org.distributedbrain.Grid;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** What the operator can do with workers. */
enum WorkerAction {
    DRAIN {
        @Override
        boolean fits(WorkerView worker) {
            return isHere(worker) && worker.state() != WorkerState.DRAINING;
        }

        @Override
        void perform(Grid grid, WorkerId worker) {
            grid.drain(worker);
        }
    },
    RESUME {
        @Override
        boolean fits(WorkerView worker) {
            return worker.state() == WorkerState.DRAINING;
        }

        @Override
        void perform(Grid grid, WorkerId worker) {
            grid.resume(worker);
        }
    },
    QUARANTINE {
        @Override
        boolean fits(WorkerView worker) {
            return isHere(worker) && !worker.standing().isQuarantined();
        }

        @Override
        boolean asks(WorkerView worker) {
            return worker.unfinishedTasks() > 0;
        }

        @Override
        void perform(Grid grid, WorkerId worker) {
            grid.quarantine(worker, true);
        }
    },
    RELEASE {
        @Override
        boolean fits(WorkerView worker) {
            return isHere(worker) && worker.standing().isQuarantined();
        }

        @Override
        void perform(Grid grid, WorkerId worker) {
            grid.quarantine(worker, false);
        }
    },
    REMOVE {
        @Override
        boolean fits(WorkerView worker) {
            return isHere(worker);
        }

        @Override
        boolean asks(WorkerView worker) {
            return true;
        }

        @Override
        void perform(Grid grid, WorkerId worker) {
            grid.remove(worker);
        }
    };

    /** Whether it would change anything. */
    abstract boolean fits(WorkerView worker);

    /** Whether the person is asked first, because work or a device would be lost. */
    boolean asks(WorkerView worker) {
        return false;
    }

    /** May wait. */
    abstract void perform(Grid grid, WorkerId worker);

    private static boolean isHere(WorkerView worker) {
        return worker.state() != WorkerState.GONE;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return Texts.of("workers.action." + id());
    }

    /** The same without the mark of the key that goes with it. */
    String words() {
        return title().replace("_", "");
    }

    String meaning() {
        return Texts.of("workers.meaning." + id());
    }

    /** What is asked before it is done to these workers. */
    String question(List<WorkerView> workers) {
        return Texts.of(
                "workers.ask." + id(),
                workers.size() == 1 ? workers.getFirst().name() : Figures.count(workers.size(), "worker"));
    }

    /** What it would cost. */
    String cost(List<WorkerView> workers) {
        int tasks = workers.stream().mapToInt(WorkerView::unfinishedTasks).sum();
        String lost = tasks == 0
                ? Texts.of("workers.cost.nothing")
                : Texts.of("workers.cost.tasks", Figures.count(tasks, "unfinished_task"));
        return lost + " " + Texts.of("workers.cost." + id());
    }
}
