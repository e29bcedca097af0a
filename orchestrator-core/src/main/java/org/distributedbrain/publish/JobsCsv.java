package org.distributedbrain.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Verification;
import org.jspecify.annotations.Nullable;

/**
 * The history as a table (RFC 4180), with the column names of the database. Times are ISO 8601, durations milliseconds, ratios percent.
 */
public final class JobsCsv {
    private static final String[] HEADER = {
        "id",
        "label",
        "state",
        "rows_a",
        "cols_a",
        "cols_b",
        "workers_used",
        "chunks_count",
        "total_time_ms",
        "avg_chunk_time_ms",
        "throughput_mops",
        "efficiency_ratio",
        "compute_ms",
        "transfer_ms",
        "bytes_out",
        "bytes_in",
        "max_error",
        "submitted_at",
        "created_at",
        "partition_mode",
        "row_parts",
        "col_parts",
        "inner_parts",
        "priority",
        "verification",
        "verified",
        "vectors",
        "bound",
        "miss_probability",
        "worst_residual",
        "rows_recomputed",
        "chunks_compared",
        "predicted_ms",
        "prediction_error_percent",
        "kernel"
    };

    private static final int PAGE = 1_000;

    private JobsCsv() {}

    /** Where the jobs come from, a page at a time. */
    @FunctionalInterface
    public interface Pages {
        /** The next jobs behind this one, or the first ones; empty after the last. */
        List<JobView> next(@Nullable JobId after, int limit);
    }

    /**
     * Writes the first {@code most} jobs, a page at a time, and leaves {@code to} open.
     *
     * @return how many there were
     */
    public static int write(Writer to, int most, Pages pages) throws IOException {
        var csv = CsvWriter.builder().build(to);
        csv.writeRecord(HEADER);
        var count = 0;
        JobId last = null;
        while (count < most) {
            var page = pages.next(last, Math.min(PAGE, most - count));
            if (page.isEmpty()) {
                break;
            }
            for (var job : page) {
                csv.writeRecord(record(job));
            }
            count += page.size();
            last = page.getLast().id();
        }
        csv.flush();
        return count;
    }

    private static List<String> record(JobView job) {
        var m = job.metrics();
        var grid = job.grid();
        var e = job.estimate();
        return List.of(
                job.id().value(),
                job.label(),
                word(job.state()),
                text(job.size().rowsA()),
                text(job.size().colsA()),
                text(job.size().colsB()),
                text(m == null ? null : m.workersUsed()),
                text(job.chunks()),
                text(m == null ? null : m.totalMs()),
                text(m == null ? null : m.avgChunkMs()),
                text(m == null ? null : m.throughputMops()),
                text(m == null ? null : m.efficiencyPercent()),
                text(m == null ? null : m.computeMs()),
                text(m == null ? null : m.transferMs()),
                text(m == null ? null : m.bytesOut()),
                text(m == null ? null : m.bytesIn()),
                text(m == null ? null : m.maxError()),
                text(job.submittedAt()),
                text(job.finishedAt()),
                word(job.options().partition()),
                text(grid == null ? null : grid.rowParts()),
                text(grid == null ? null : grid.colParts()),
                text(grid == null ? null : grid.innerParts()),
                word(job.options().priority()),
                job.options().verification().word(),
                verified(job),
                text(m == null ? null : m.vectors()),
                text(m == null ? null : m.bound()),
                text(m == null ? null : m.missProbability()),
                text(m == null ? null : m.worstResidual()),
                text(m == null ? null : m.rowsRecomputed()),
                text(m == null ? null : m.chunksCompared()),
                text(e == null ? null : e.totalMs()),
                text(m == null || e == null ? null : e.errorPercent(m.totalMs())),
                job.kernel());
    }

    /** Of a result, whether somebody checked it; empty where there is none. */
    private static String verified(JobView job) {
        if (job.metrics() == null) {
            return "";
        }
        return job.options().verification().equals(Verification.NONE) ? "NOT VERIFIED" : "yes";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
