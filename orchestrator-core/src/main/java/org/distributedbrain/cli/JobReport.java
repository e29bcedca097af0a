package org.distributedbrain.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.server.api.EstimateDocument;
import org.distributedbrain.server.api.JobDocument;
import org.jspecify.annotations.Nullable;

/** One job for people: a line per figure. */
final class JobReport {
    private JobReport() {}

    static void print(Terminal terminal, JobDocument job, @Nullable Path result) {
        var lines = lines(job);
        if (result != null) {
            lines.put("result", result.toString());
        }
        print(terminal, lines, job.notes());
    }

    /** To be called whenever a result was written to a file: the file itself does not tell. */
    static void warnOfUnverified(Terminal terminal, JobDocument job) {
        if (job.unverified()) {
            terminal.err().println("This result is NOT VERIFIED: its job asked for no checks.");
        }
    }

    static void print(Terminal terminal, Map<String, String> lines) {
        print(terminal, lines, List.of());
    }

    private static void print(Terminal terminal, Map<String, String> lines, List<String> notes) {
        var width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, value) -> print(terminal, name, width, value));
        notes.forEach(note -> print(terminal, "note", width, note));
    }

    private static void print(Terminal terminal, String name, int width, String value) {
        terminal.out().println(terminal.dim(name + " ".repeat(width - name.length())) + "  " + value);
    }

    static Map<String, String> lines(JobDocument job) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("job", job.id());
        lines.put("label", job.label());
        if (!job.hasOperands()) {
            lines.put("kernel", job.kernel());
        }
        lines.put("size", job.size());
        lines.put("state", job.state());
        if (job.unverified()) {
            lines.put("NOT VERIFIED", "whatever workers returned was taken, as --verify none asks for");
        }
        lines.put("partition", partition(job));
        lines.put("priority", job.priority());
        var waitingFor = job.waitingFor();
        var failure = job.failure();
        var metrics = job.metrics();
        var estimate = job.estimate();
        if (estimate != null) {
            lines.put("estimate", estimate.sentence());
        }
        if (metrics != null) {
            figures(lines, job, metrics);
        } else {
            lines.put("chunks", job.chunksDone() + " of " + job.chunks());
        }
        if (waitingFor != null) {
            lines.put("waiting for", waitingFor);
        }
        if (failure != null) {
            lines.put("failure", failure);
        }
        return lines;
    }

    private static void figures(Map<String, String> lines, JobDocument job, JobMetrics metrics) {
        lines.put("workers", String.valueOf(metrics.workersUsed()));
        lines.put("chunks", String.valueOf(metrics.chunks()));
        lines.put("total", Figures.duration(metrics.totalMs()) + predicted(job.estimate()));
        lines.put("compute", Figures.duration(metrics.computeMs()) + " over all workers");
        lines.put(
                "transfer",
                Figures.duration(metrics.transferMs()) + " over all workers, " + Figures.bytes(metrics.bytesOut())
                        + " out, " + Figures.bytes(metrics.bytesIn()) + " in");
        lines.put("efficiency", Figures.percent(metrics.efficiencyPercent()));
        lines.put("throughput", Figures.whole(metrics.throughputMops()) + " Mops/s");
        if (!job.unverified()) {
            lines.put("verified", job.hasOperands() ? verified(metrics) : compared(job.verify(), metrics));
        }
        if (!job.unverified() && job.hasOperands()) {
            certainty(metrics).ifPresent(certainty -> lines.put("certainty", certainty));
            lines.put("max error", maxError(metrics));
        }
    }

    /** How it was to be cut and how it was, for example {@code auto: 4×2 tiles}. */
    private static String partition(JobDocument job) {
        var grid = job.grid();
        if (grid == null) {
            return job.partition();
        }
        var cut = grid.colParts() == 1
                ? Figures.of(grid.rowParts(), "band") + " of rows"
                : grid.rowParts() + "×" + grid.colParts() + " tiles";
        return job.partition() + ": " + cut
                + (grid.innerParts() == 1 ? "" : ", each the sum of " + grid.innerParts() + " parts");
    }

    private static String predicted(@Nullable EstimateDocument estimate) {
        var total = estimate == null ? null : estimate.totalMs();
        var error = estimate == null ? null : estimate.errorPercent();
        return total == null || error == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s predicted (%.0f %% too %s)",
                        Figures.duration(total),
                        Math.abs(error),
                        error > 0 ? "long" : "short");
    }

    /** How whole numbers were checked, which are the same on every honest device. */
    private static String compared(String how, JobMetrics metrics) {
        var compared = Figures.whole(metrics.chunksCompared()) + " of " + Figures.of(metrics.chunks(), "tile");
        return switch (how) {
            case "cpu" -> compared + " computed again by the orchestrator, bit for bit the same";
            case "spot" ->
                compared + " computed by two or more, bit for bit the same"
                        + (metrics.chunksCompared() < metrics.chunks()
                                ? "; the others by workers with a record of right results"
                                : "");
            default -> compared + " by " + how + " of workers, bit for bit the same";
        };
    }

    static String verified(JobMetrics metrics) {
        var recomputed = metrics.rowsRecomputed() == 0
                ? ""
                : "; " + Figures.of(metrics.rowsRecomputed(), "row") + " recomputed on the CPU";
        return "every chunk by Freivalds' test with " + Figures.of(metrics.vectors(), "random vector")
                + ", worst residual " + Figures.small(metrics.worstResidual()) + " of its bound" + recomputed;
    }

    /** What verification by chance promises, where it is known. */
    static Optional<String> certainty(JobMetrics metrics) {
        var bound = metrics.bound();
        var miss = metrics.missProbability();
        if (bound == null || miss == null) {
            return Optional.empty();
        }
        var off = "off by more than " + Figures.small(bound) + " of the root mean square of its tile";
        return Optional.of(
                miss == 0
                        ? "no value is " + off
                        : "a tile with a value " + off + ", or with a wrong row, passes with a probability of at most "
                                + Figures.small(miss));
    }

    static String maxError(JobMetrics metrics) {
        var maxError = metrics.maxError();
        return maxError == null
                ? "not compared in full: too large"
                : Figures.small(maxError) + " against a float64 product on the CPU";
    }
}
