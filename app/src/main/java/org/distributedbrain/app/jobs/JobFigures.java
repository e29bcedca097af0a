package org.distributedbrain.app.jobs;

import java.util.List;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.publish.JobView;

/** A job's figures with their names and meanings (FR-011). */
final class JobFigures {

    /** One figure of a job. {@code meaning} is for those who hover over it. */
    record Metric(String name, String value, String meaning) {}

    private JobFigures() {}

    static List<Metric> of(JobView job) {
        JobMetrics metrics = job.metrics();
        return metrics == null ? plan(job) : of(metrics);
    }

    /** What is known of a job before it has figures. */
    private static List<Metric> plan(JobView job) {
        Metric chunks = new Metric(
                Texts.of("jobs.figure.chunks"),
                Texts.of("jobs.of", Figures.whole(job.chunksDone()), Figures.whole(job.chunks())),
                Texts.of("jobs.figure.chunks.meaning"));
        if (job.source() instanceof TileSource tiles) {
            return List.of(
                    new Metric(
                            Texts.of("jobs.figure.work"),
                            Texts.of("jobs.about", Figures.wholeOperations(tiles.operations())),
                            Texts.of("jobs.figure.work.tiles")),
                    new Metric(
                            Texts.of("jobs.figure.data"),
                            Figures.bytes(4.0 * tiles.rows() * tiles.cols()),
                            Texts.of("jobs.figure.data.tiles")),
                    chunks);
        }
        return List.of(
                new Metric(
                        Texts.of("jobs.figure.work"),
                        Figures.operations(job.size().operations()),
                        Texts.of("jobs.figure.work.meaning")),
                new Metric(
                        Texts.of("jobs.figure.data"),
                        Figures.bytes(job.size().bytes()),
                        Texts.of("jobs.figure.data.meaning")),
                chunks);
    }

    private static List<Metric> of(JobMetrics m) {
        return List.of(
                new Metric(
                        Texts.of("jobs.figure.total"),
                        Figures.duration(m.totalMs()),
                        Texts.of("jobs.figure.total.meaning")),
                new Metric(
                        Texts.of("jobs.figure.speed"),
                        Figures.mops(m.throughputMops()),
                        Texts.of("jobs.figure.speed.meaning")),
                new Metric(
                        Texts.of("jobs.figure.speedup"),
                        Texts.of("jobs.times", Figures.digits(speedUp(m))),
                        Texts.of("jobs.figure.speedup.meaning")),
                new Metric(
                        Texts.of("jobs.figure.workers"),
                        Figures.whole(m.workersUsed()),
                        Texts.of("jobs.figure.workers.meaning")),
                new Metric(
                        Texts.of("jobs.figure.chunks"),
                        Figures.whole(m.chunks()),
                        Texts.of("jobs.figure.chunks.meaning")),
                new Metric(
                        Texts.of("jobs.figure.chunk_time"),
                        Figures.duration(m.avgChunkMs()),
                        Texts.of("jobs.figure.chunk_time.meaning")),
                new Metric(
                        Texts.of("jobs.figure.efficiency"),
                        Figures.percent(m.efficiencyPercent()),
                        Texts.of("jobs.figure.efficiency.meaning")),
                new Metric(
                        Texts.of("jobs.figure.sent"),
                        Figures.bytes(m.bytesOut()),
                        Texts.of("jobs.figure.sent.meaning")),
                new Metric(
                        Texts.of("jobs.figure.received"),
                        Figures.bytes(m.bytesIn()),
                        Texts.of("jobs.figure.received.meaning")));
    }

    /** What one of its workers would have computed for, without any transfer, over what the job took. */
    static double speedUp(JobMetrics m) {
        return m.totalMs() > 0 ? m.computeMs() / m.totalMs() : 0;
    }
}
