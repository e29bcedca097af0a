package org.distributedbrain.app.workers;

import java.util.Locale;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.Standing;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** A worker in words. */
final class WorkerText {
    private WorkerText() {}

    static String state(WorkerState state) {
        return Texts.of("workers.state." + state.name().toLowerCase(Locale.ROOT));
    }

    /** The style class that carries the state's colour. */
    static String styleClass(WorkerState state) {
        return "worker-" + state.name().toLowerCase(Locale.ROOT);
    }

    static String engine(String engine) {
        return switch (engine) {
            case "webgpu" -> "WebGPU";
            case "wasm" -> "WebAssembly";
            case "js" -> "JavaScript";
            case "vector" -> "Vector API";
            case "blas" -> "BLAS";
            default -> engine;
        };
    }

    /** What computes, and on what. */
    static String device(WorkerView worker) {
        return worker.device().isBlank() ? engine(worker.engine()) : engine(worker.engine()) + " · " + worker.device();
    }

    /** Tasks done and the speed they were done with. */
    static String work(WorkerView worker) {
        if (worker.tasksCompleted() == 0) {
            return worker.unfinishedTasks() > 0 ? Texts.of("workers.work.unverified") : Texts.of("workers.work.none");
        }
        return Figures.count(worker.tasksCompleted(), "task") + " · " + speed(worker.mops());
    }

    static String speed(double mops) {
        return mops >= 1000 ? Figures.digits(mops / 1000) + " GFLOP/s" : Figures.digits(mops) + " MFLOP/s";
    }

    /** Its reputation. */
    static String score(WorkerView worker) {
        return Integer.toString(worker.standing().reputation());
    }

    /** What is thought of it. */
    static String standing(Standing standing) {
        String proven = standing.lies() == 0
                ? ""
                : Texts.of("workers.standing.lies", Figures.count(standing.lies(), "wrong_result"));
        return Texts.of(
                        "workers.standing",
                        standing.reputation(),
                        Figures.count(standing.consecutive(), "right_result"))
                + proven;
    }

    /** How far it is trusted. */
    static String trust(Standing standing) {
        if (standing.isTrusted()) {
            return Texts.of("workers.trust.trusted");
        }
        return standing.isDoubtful() ? Texts.of("workers.trust.doubtful") : Texts.of("workers.trust.newcomer");
    }

    /** Everything that the card has no room for. */
    static String details(WorkerView worker) {
        return worker.name() + "\n" + device(worker) + "\n"
                + Texts.of("workers.details", worker.address(), Figures.duration(worker.computeMs())) + "\n"
                + standing(worker.standing()) + (worker.note() == null ? "" : "\n" + worker.note());
    }

    static String accessible(WorkerView worker) {
        return Texts.of(
                "workers.accessible",
                worker.name(),
                worker.deviceKind(),
                device(worker),
                state(worker.state()),
                work(worker),
                score(worker));
    }
}
