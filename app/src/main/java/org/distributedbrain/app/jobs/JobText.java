package org.distributedbrain.app.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.publish.JobView;

/** A job in words and figures. */
final class JobText {
    private JobText() {}

    static String state(JobState state) {
        return Texts.of("theme.state." + state.name().toLowerCase(Locale.ROOT));
    }

    static String styleClass(JobState state) {
        return "job-" + state.name().toLowerCase(Locale.ROOT);
    }

    static String size(JobView job) {
        MatmulSize size = job.size();
        if (job.source() instanceof TileSource tiles) {
            return Texts.of("jobs.size.tiles", "" + tiles.cols(), "" + tiles.rows(), tiles.kernel());
        }
        return Texts.of("jobs.size", "" + size.rowsA(), "" + size.colsA(), "" + size.colsB());
    }

    static double progress(JobView job) {
        if (job.state() == JobState.DONE) {
            return 1;
        }
        return job.chunks() == 0 ? 0 : (double) job.chunksDone() / job.chunks();
    }

    /** What stands at the right of a job's row: how far it is, or how long it took. */
    static String outcome(JobView job) {
        return switch (job.state()) {
            case QUEUED, RUNNING, SEALING -> Math.round(Math.floor(100 * progress(job))) + " %";
            case DONE ->
                job.metrics() == null ? "" : Figures.duration(job.metrics().totalMs());
            case FAILED, CANCELLED -> took(job);
        };
    }

    private static String took(JobView job) {
        Instant end = job.finishedAt();
        return end == null
                ? ""
                : Texts.of(
                        "jobs.after",
                        Figures.duration(
                                Duration.between(job.submittedAt(), end).toMillis()));
    }

    static String submitted(JobView job, ZoneId zone) {
        return Texts.of("jobs.submitted", Figures.clock(job.submittedAt(), zone));
    }

    /** How the job is cut, and its share beside others. */
    static String how(JobView job) {
        String priority = job.options().priority().name().toLowerCase(Locale.ROOT);
        TileGrid grid = job.grid();
        if (grid == null) {
            return Texts.of("jobs.uncut." + priority);
        }
        String cut = grid.colParts() == 1
                ? Texts.of("jobs.cut.bands", Figures.count(grid.rowParts(), "band"))
                : Texts.of("jobs.cut.tiles", "" + grid.rowParts(), "" + grid.colParts());
        String parts = grid.innerParts() == 1 ? "" : Texts.of("jobs.cut.inner", "" + grid.innerParts());
        String chosen = job.options().partition() == Partition.AUTO ? Texts.of("jobs.cut.auto") : "";
        return cut + parts + chosen + " · " + Texts.of("jobs.priority." + priority);
    }

    /** Its state, where a result that nobody checked is called so. */
    static String stateOf(JobView job) {
        String state = state(job.state());
        return isUncheckedResult(job) ? Texts.of("jobs.unverified.short", state) : state;
    }

    /** The colour of {@link #stateOf}: a job that only waits or runs is no cause for alarm. */
    static String stateStyle(JobView job) {
        return isUncheckedResult(job) ? "job-unverified" : styleClass(job.state());
    }

    private static boolean isUncheckedResult(JobView job) {
        return job.state() == JobState.DONE && ProofText.isUnverified(job);
    }

    static String accessible(JobView job) {
        return job.label() + ", " + size(job) + ", " + stateOf(job) + ", " + outcome(job);
    }

    /** A name for the saved result. */
    static String fileName(JobView job) {
        if (job.source() instanceof TileSource tiles) {
            return tiles.kernel() + "-" + tiles.cols() + "x" + tiles.rows() + ".npy";
        }
        return "C-" + job.size().rowsA() + "x" + job.size().colsB() + ".npy";
    }

    /** A name for the saved proof. */
    static String certificateName(JobView job) {
        return fileName(job).replaceFirst("\\.npy$", "") + "-certificate.json";
    }
}
