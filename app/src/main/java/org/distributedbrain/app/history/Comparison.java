package org.distributedbrain.app.history;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.publish.JobView;

/** Two or more jobs side by side; what the others differ by from the first, in per cent. Pure. */
record Comparison(List<JobView> jobs, List<Line> lines) {

    /** Which figures are good. */
    private enum Wanted {
        LESS,
        MORE,
        NEITHER
    }

    /** Whether a figure is better or worse than the first job's. */
    enum Verdict {
        SAME,
        BETTER,
        WORSE,
        OTHER
    }

    /** @param difference for example {@code +12 %}, or empty */
    record Cell(String value, String difference, Verdict verdict) {}

    record Line(String name, List<Cell> cells) {}

    static Comparison of(List<JobView> jobs, ZoneId zone) {
        Lines lines = new Lines(jobs);
        lines.words(Texts.of("history.compare.state"), HistoryText::state);
        lines.words(Texts.of("history.compare.submitted"), job -> Figures.dateTime(job.submittedAt(), zone));
        lines.words(Texts.of("history.compare.kernel"), JobView::kernel);
        lines.words(Texts.of("history.compare.size"), HistoryText::size);
        lines.words(Texts.of("history.compare.cut"), Comparison::cut);
        lines.words(
                Texts.of("history.compare.priority"), job -> word(job.options().priority()));
        lines.words(
                Texts.of("history.compare.verification"),
                job -> job.options().verification().word());
        lines.figure(Texts.of("history.compare.total"), JobMetrics::totalMs, Figures::duration, Wanted.LESS);
        lines.figure(Texts.of("history.compare.speed"), JobMetrics::throughputMops, Figures::mops, Wanted.MORE);
        lines.figure(
                Texts.of("history.compare.efficiency"), JobMetrics::efficiencyPercent, Figures::percent, Wanted.MORE);
        lines.figure(Texts.of("history.compare.workers"), JobMetrics::workersUsed, Figures::whole, Wanted.NEITHER);
        lines.figure(Texts.of("history.compare.chunks"), JobMetrics::chunks, Figures::whole, Wanted.NEITHER);
        lines.figure(Texts.of("history.compare.chunk_time"), JobMetrics::avgChunkMs, Figures::duration, Wanted.NEITHER);
        lines.figure(Texts.of("history.compare.compute"), JobMetrics::computeMs, Figures::duration, Wanted.LESS);
        lines.figure(Texts.of("history.compare.transfer"), JobMetrics::transferMs, Figures::duration, Wanted.LESS);
        lines.figure(Texts.of("history.compare.sent"), JobMetrics::bytesOut, Figures::bytes, Wanted.LESS);
        lines.figure(Texts.of("history.compare.received"), JobMetrics::bytesIn, Figures::bytes, Wanted.LESS);
        return new Comparison(List.copyOf(jobs), List.copyOf(lines.done));
    }

    private static String cut(JobView job) {
        TileGrid grid = job.grid();
        String cut = grid == null ? "" : grid.rowParts() + " × " + grid.colParts() + " × " + grid.innerParts() + ", ";
        return cut + word(job.options().partition());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The lines made so far. */
    private static final class Lines {
        private final List<JobView> jobs;
        private final List<Line> done = new ArrayList<>();

        Lines(List<JobView> jobs) {
            this.jobs = jobs;
        }

        void words(String name, Function<JobView, String> of) {
            String first = of.apply(jobs.getFirst());
            done.add(new Line(
                    name,
                    jobs.stream()
                            .map(of)
                            .map(words -> new Cell(words, "", words.equals(first) ? Verdict.SAME : Verdict.OTHER))
                            .toList()));
        }

        void figure(String name, ToDoubleFunction<JobMetrics> of, DoubleFunction<String> words, Wanted wanted) {
            double first = value(jobs.getFirst(), of);
            done.add(new Line(
                    name,
                    jobs.stream()
                            .map(job -> cell(value(job, of), first, job == jobs.getFirst(), words, wanted))
                            .toList()));
        }

        private static double value(JobView job, ToDoubleFunction<JobMetrics> of) {
            JobMetrics metrics = job.metrics();
            return metrics == null ? Double.NaN : of.applyAsDouble(metrics);
        }

        private static Cell cell(
                double value, double first, boolean isFirst, DoubleFunction<String> words, Wanted wanted) {
            if (Double.isNaN(value)) {
                return new Cell("–", "", Verdict.SAME);
            }
            double percent = 100 * (value - first) / first;
            if (isFirst || Double.isNaN(percent) || Double.isInfinite(percent)) {
                return new Cell(words.apply(value), "", Verdict.SAME);
            }
            return new Cell(words.apply(value), difference(percent), verdict(percent, wanted));
        }

        private static Verdict verdict(double percent, Wanted wanted) {
            if (Math.abs(percent) < 0.05) {
                return Verdict.SAME;
            }
            return switch (wanted) {
                case NEITHER -> Verdict.OTHER;
                case LESS -> percent < 0 ? Verdict.BETTER : Verdict.WORSE;
                case MORE -> percent > 0 ? Verdict.BETTER : Verdict.WORSE;
            };
        }

        private static String difference(double percent) {
            String size = Figures.percent(Math.abs(percent));
            return Math.abs(percent) < 0.05 ? "±0 %" : (percent > 0 ? "+" : "−") + size;
        }
    }
}
