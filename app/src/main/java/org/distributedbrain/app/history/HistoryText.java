package org.distributedbrain.app.history;

import java.util.Locale;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.publish.JobFilter.Stage;
import org.distributedbrain.publish.JobView;

/** A job of history in words. */
final class HistoryText {
    private HistoryText() {}

    static String state(JobView job) {
        String state = Texts.of("theme.state." + job.state().name().toLowerCase(Locale.ROOT));
        return job.state() == JobState.DONE && job.options().verification().equals(Verification.NONE)
                ? Texts.of("history.unverified", state)
                : state;
    }

    static String stage(Stage stage) {
        return Texts.of("history.stage." + stage.name().toLowerCase(Locale.ROOT));
    }

    /** The class of its colour, as in the list of jobs. */
    static String stateStyle(JobView job) {
        return job.state() == JobState.DONE && job.options().verification().equals(Verification.NONE)
                ? "job-unverified"
                : "job-" + job.state().name().toLowerCase(Locale.ROOT);
    }

    static String size(JobView job) {
        MatmulSize size = job.size();
        return job.source() instanceof TileSource tiles
                ? Texts.of("history.pixels", "" + tiles.cols(), "" + tiles.rows())
                : size.rowsA() + " × " + size.colsA() + " · " + size.colsA() + " × " + size.colsB();
    }

    static String duration(JobView job) {
        JobMetrics metrics = job.metrics();
        return metrics == null ? "" : Figures.duration(metrics.totalMs());
    }

    static String speed(JobView job) {
        JobMetrics metrics = job.metrics();
        return metrics == null ? "" : Figures.mops(metrics.throughputMops());
    }

    static String workers(JobView job) {
        JobMetrics metrics = job.metrics();
        return metrics == null ? "" : Figures.whole(metrics.workersUsed());
    }

    static String efficiency(JobView job) {
        JobMetrics metrics = job.metrics();
        return metrics == null ? "" : Figures.percent(metrics.efficiencyPercent());
    }
}
