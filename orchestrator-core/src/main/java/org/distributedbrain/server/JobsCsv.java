package org.distributedbrain.server;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.job.Verification;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;

/** The history as a table, with the column names of the database. Times are ISO 8601, durations milliseconds, ratios percent. */
final class JobsCsv {
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

    private JobsCsv() {}

    static String of(List<JobView> jobs) throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(HEADER);
            for (var job : jobs) {
                csv.writeRecord(record(job));
            }
        }
        return text.toString();
    }

    private static List<String> record(JobView job) {
        var m = job.metrics();
        var grid = job.grid();
        var e = job.estimate();
        return List.of(
                job.id().value(),
                job.label(),
                job.state().name().toLowerCase(Locale.ROOT),
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
                Words.of(job.options().partition()),
                text(grid == null ? null : grid.rowParts()),
                text(grid == null ? null : grid.colParts()),
                text(grid == null ? null : grid.innerParts()),
                Words.of(job.options().priority()),
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

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
