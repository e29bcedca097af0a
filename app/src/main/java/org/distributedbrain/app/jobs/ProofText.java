package org.distributedbrain.app.jobs;

import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.publish.JobView;

/** How a job's result is known to be right, in words. */
final class ProofText {
    /** Of a residual a smaller part of its bound is not told in digits. */
    private static final double TINY = 0.0001;

    private ProofText() {}

    static boolean isUnverified(JobView job) {
        return job.options().verification().equals(Verification.NONE);
    }

    /** What is said of a job whose results nobody checks; empty for others. */
    static String unverified(JobView job) {
        return isUnverified(job) ? Texts.of("jobs.unverified") : "";
    }

    /** How the result is known to be right; empty while it is not. */
    static String of(JobView job) {
        JobMetrics metrics = job.metrics();
        if (metrics == null || isUnverified(job)) {
            return "";
        }
        return job.source() instanceof TileSource ? compared(job.options().verification(), metrics) : tested(metrics);
    }

    /** Of whole numbers, which are the same on every honest device. */
    private static String compared(Verification how, JobMetrics m) {
        boolean all = m.chunksCompared() == m.chunks();
        String compared = all
                ? Texts.of("jobs.proof.every")
                : Texts.of("jobs.proof.some", Figures.whole(m.chunksCompared()), Figures.count(m.chunks(), "tile"));
        return switch (how.method()) {
            case CPU -> Texts.of("jobs.proof.cpu", compared);
            case QUORUM -> Texts.of("jobs.proof.quorum", compared, how.agree(), how.of());
            case SPOT, FREIVALDS, NONE ->
                all ? Texts.of("jobs.proof.spot.all", compared) : Texts.of("jobs.proof.spot", compared);
        };
    }

    private static String tested(JobMetrics m) {
        StringBuilder text = new StringBuilder(Texts.of(
                "jobs.proof.freivalds", Figures.count(m.vectors(), "secret_vector"), residual(m.worstResidual())));
        if (m.rowsRecomputed() > 0) {
            text.append(' ').append(Texts.of("jobs.proof.rows", Figures.count(m.rowsRecomputed(), "row_was")));
        }
        Double maxError = m.maxError();
        if (maxError != null) {
            text.append(' ').append(Texts.of("jobs.proof.full", Figures.error(maxError)));
        }
        Double bound = m.bound();
        Double miss = m.missProbability();
        if (bound != null && miss != null && miss != 0) {
            text.append(' ').append(Texts.of("jobs.proof.certainty", Figures.error(bound), Figures.error(miss)));
        }
        return text.toString();
    }

    private static String residual(double part) {
        return part > 0 && part < TINY
                ? Texts.of("jobs.proof.tiny", Figures.percent(100 * TINY))
                : Figures.percent(100 * part);
    }
}
