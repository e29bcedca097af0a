package org.distributedbrain.app.jobs;

import java.util.Locale;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.publish.JobView;

/** What a job was expected to take, and what it took, in words. Two digits: nothing is known better than that. */
final class PredictionText {
    /** An error below is none, in percent. */
    private static final double HIT = 0.5;

    private PredictionText() {}

    /** What it was expected to take, and beside it, once it is done, what it took; empty when nothing was expected. */
    static String of(JobView job) {
        Estimate estimate = job.estimate();
        JobMetrics metrics = job.metrics();
        if (estimate == null || (metrics == null && job.state().isFinal())) {
            return "";
        }
        return metrics == null ? expected(estimate) : truth(estimate, metrics.totalMs());
    }

    private static String expected(Estimate estimate) {
        Double total = estimate.totalMs();
        String out = Figures.roughBytes(estimate.bytesOut());
        String in = Figures.roughBytes(estimate.bytesIn());
        if (total == null) {
            return Texts.of("jobs.expected.nobody", out, in) + alone(estimate);
        }
        String workers = Figures.count(estimate.workers(), "worker");
        return Texts.of("jobs.expected", Figures.roughDuration(total), workers, out, in, bound(estimate))
                + alone(estimate);
    }

    private static String truth(Estimate estimate, double trueMs) {
        Double total = estimate.totalMs();
        Double error = estimate.errorPercent(trueMs);
        if (total == null || error == null) {
            return "";
        }
        String percent = Figures.rough(Math.abs(error));
        String off = Math.abs(error) < HIT
                ? Texts.of("jobs.truth.hit")
                : error > 0 ? Texts.of("jobs.truth.long", percent) : Texts.of("jobs.truth.short", percent);
        return Texts.of("jobs.truth", Figures.roughDuration(trueMs), Figures.roughDuration(total), off)
                + alone(estimate);
    }

    private static String bound(Estimate estimate) {
        Estimate.Bound bound = estimate.boundBy();
        return bound == null ? "" : Texts.of("jobs.bound." + bound.name().toLowerCase(Locale.ROOT));
    }

    private static String alone(Estimate estimate) {
        Double local = estimate.localMs();
        if (local == null) {
            return "";
        }
        String took = Figures.roughDuration(local);
        return " " + (estimate.localIsFaster() ? Texts.of("jobs.alone.faster", took) : Texts.of("jobs.alone", took));
    }
}
