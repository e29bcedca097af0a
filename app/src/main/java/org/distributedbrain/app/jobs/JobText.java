package org.distributedbrain.app.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.publish.EstimateText;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** A job in words and figures. */
final class JobText {
    private JobText() {}

    static String state(JobState state) {
        return switch (state) {
            case QUEUED -> "Queued";
            case RUNNING -> "Running";
            case SEALING -> "Finishing";
            case DONE -> "Done";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
        };
    }

    static String styleClass(JobState state) {
        return "job-" + state.name().toLowerCase(Locale.ROOT);
    }

    static String size(JobView job) {
        MatmulSize size = job.size();
        if (job.source() instanceof TileSource tiles) {
            return tiles.cols() + " × " + tiles.rows() + " pixels, " + tiles.kernel();
        }
        return size.rowsA() + " × " + size.colsA() + " by " + size.colsA() + " × " + size.colsB();
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
                : "after "
                        + Figures.duration(
                                Duration.between(job.submittedAt(), end).toMillis());
    }

    static String submitted(JobView job, ZoneId zone) {
        return "Submitted " + Figures.clock(job.submittedAt(), zone);
    }

    /** How the job is cut, and its share beside others. */
    static String how(JobView job) {
        String priority = job.options().priority().name().toLowerCase(Locale.ROOT) + " priority";
        TileGrid grid = job.grid();
        if (grid == null) {
            return Character.toUpperCase(priority.charAt(0)) + priority.substring(1);
        }
        String cut = grid.colParts() == 1
                ? "Cut into " + Figures.count(grid.rowParts(), "band") + " of rows"
                : "Cut into " + grid.rowParts() + " × " + grid.colParts() + " tiles";
        String parts = grid.innerParts() == 1 ? "" : ", each the sum of " + grid.innerParts() + " parts";
        String chosen = job.options().partition() == Partition.AUTO ? " (chosen automatically)" : "";
        return cut + parts + chosen + " · " + priority;
    }

    /** What it was expected to take, and beside it, once it is done, what it took; empty when nothing was expected. */
    static String prediction(JobView job) {
        Estimate estimate = job.estimate();
        JobMetrics metrics = job.metrics();
        if (estimate == null || (metrics == null && job.state().isFinal())) {
            return "";
        }
        return metrics == null ? expected(estimate) : EstimateText.truth(estimate, metrics.totalMs());
    }

    private static String expected(Estimate estimate) {
        String sentence = EstimateText.sentence(estimate);
        return estimate.totalMs() == null
                ? sentence
                : "Expected: " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static boolean isUnverified(JobView job) {
        return job.options().verification().equals(Verification.NONE);
    }

    /** What is said of a job whose results nobody checks; empty for others. */
    static String unverified(JobView job) {
        return isUnverified(job)
                ? "NOT VERIFIED: whatever workers return is taken, as this job asked for. Submit it with verification to"
                        + " be sure of its result."
                : "";
    }

    /** How the result is known to be right; empty while it is not. */
    static String verified(JobView job) {
        JobMetrics metrics = job.metrics();
        if (metrics == null || isUnverified(job)) {
            return "";
        }
        return job.source() instanceof TileSource ? compared(job.options().verification(), metrics) : verified(metrics);
    }

    /** Of whole numbers, which are the same on every honest device. */
    private static String compared(Verification how, JobMetrics m) {
        String compared = m.chunksCompared() == m.chunks()
                ? "every tile"
                : Figures.whole(m.chunksCompared()) + " of " + Figures.count(m.chunks(), "tile");
        return switch (how.method()) {
            case CPU -> "Verified: this computer computed " + compared + " again and got the same, bit for bit.";
            case QUORUM ->
                "Verified: for " + compared + " " + how.agree() + " of " + how.of()
                        + " workers or more gave the same, bit for bit.";
            case SPOT, FREIVALDS, NONE ->
                "Verified: two or more computed " + compared + " and gave the same, bit for bit"
                        + (m.chunksCompared() == m.chunks()
                                ? "."
                                : "; the others came from workers with a record of right results.");
        };
    }

    private static String verified(JobMetrics m) {
        String text = "Verified: each chunk passed Freivalds' test with " + Figures.count(m.vectors(), "secret vector")
                + "; the largest residual was " + residual(m.worstResidual()) + " of its bound.";
        if (m.rowsRecomputed() > 0) {
            text += " " + Figures.count(m.rowsRecomputed(), "row") + (m.rowsRecomputed() == 1 ? " was" : " were")
                    + " computed again on this computer.";
        }
        return text + maxError(m.maxError()) + certainty(m);
    }

    /** What verification by chance promises, where it is known. */
    private static String certainty(JobMetrics m) {
        Double bound = m.bound();
        Double miss = m.missProbability();
        if (bound == null || miss == null || miss == 0) {
            return "";
        }
        return " A chunk with a value off by more than " + Figures.error(bound)
                + " of the root mean square of its values, or with a wrong row, passes with a probability of at most "
                + Figures.error(miss) + ".";
    }

    private static String residual(double part) {
        return part > 0 && part < 0.0001 ? "less than 0.01 %" : Figures.percent(100 * part);
    }

    private static String maxError(@Nullable Double maxError) {
        return maxError == null
                ? ""
                : " Compared in full with a float64 product: largest difference " + Figures.error(maxError) + ".";
    }

    /** Its state, where a result that nobody checked is called so. */
    static String stateOf(JobView job) {
        return state(job.state()) + (isUncheckedResult(job) ? ", NOT VERIFIED" : "");
    }

    /** The colour of {@link #stateOf}: a job that only waits or runs is no cause for alarm. */
    static String stateStyle(JobView job) {
        return isUncheckedResult(job) ? "job-unverified" : styleClass(job.state());
    }

    private static boolean isUncheckedResult(JobView job) {
        return job.state() == JobState.DONE && isUnverified(job);
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
