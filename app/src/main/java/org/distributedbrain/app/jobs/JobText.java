package org.distributedbrain.app.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

    /** One figure of a job. {@code meaning} is for those who hover over it. */
    record Metric(String name, String value, String meaning) {}

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

    static String progressWords(JobView job) {
        return Figures.whole(job.chunksDone()) + " of " + Figures.whole(job.chunks());
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

    /** What is known of a job before it has figures. */
    static List<Metric> plan(JobView job) {
        Metric chunks = new Metric("Chunks", progressWords(job), "Pieces that are verified and stored");
        if (job.source() instanceof TileSource tiles) {
            return List.of(
                    new Metric(
                            "Work",
                            "about " + Figures.wholeOperations(tiles.operations()),
                            "Operations on whole numbers, as a sample of the result says"),
                    new Metric("Data", Figures.bytes(4.0 * tiles.rows() * tiles.cols()), "The result; nothing is sent"),
                    chunks);
        }
        return List.of(
                new Metric(
                        "Work",
                        Figures.operations(job.size().operations()),
                        "Floating-point operations of the product"),
                new Metric("Data", Figures.bytes(job.size().bytes()), "Both operands and the result, as float32"),
                chunks);
    }

    static List<Metric> metrics(JobMetrics m) {
        return List.of(
                new Metric("Total", Figures.duration(m.totalMs()), "From submission to the durable result"),
                new Metric("Compute", Figures.duration(m.computeMs()), "Time workers spent computing, summed"),
                new Metric(
                        "Transfer",
                        Figures.duration(m.transferMs()),
                        "Time operands and results were under way, summed"),
                new Metric(
                        "Efficiency",
                        Figures.percent(m.efficiencyPercent()),
                        "How much of the workers' time was arithmetic: compute / (workers × total)"),
                new Metric(
                        "Speed", Figures.mops(m.throughputMops()), "Millions of operations per second of total time"),
                new Metric("Workers", Figures.whole(m.workersUsed()), "Workers whose results were accepted"),
                new Metric(
                        "Chunks",
                        Figures.whole(m.chunks()),
                        "Pieces the product was cut into; " + Figures.duration(m.avgChunkMs()) + " each on average"),
                new Metric("Sent", Figures.bytes(m.bytesOut()), "Operand bytes sent to workers"),
                new Metric("Received", Figures.bytes(m.bytesIn()), "Result bytes received from workers"));
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
}
