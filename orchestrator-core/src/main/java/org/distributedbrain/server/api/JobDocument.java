package org.distributedbrain.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/**
 * One job in JSON.
 *
 * @param rowsA of the left matrix; of a kernel without operands the rows of its result
 * @param colsA of the left matrix and rows of the right one; of a kernel without operands 1
 * @param colsB of the right matrix; of a kernel without operands the columns of its result
 * @param parameters of a kernel without operands, as its workers get them; absent for a product
 * @param partition {@code rows}, {@code tiles} or {@code auto}, as it was asked for; {@code grid} is what came of it
 * @param priority {@code low}, {@code normal} or {@code high}
 * @param verify {@code freivalds}, {@code spot}, {@code quorum:k/n}, {@code cpu} or {@code none}
 * @param state {@code queued}, {@code running}, {@code sealing}, {@code done}, {@code failed} or {@code cancelled}
 * @param metrics present once the job is done
 * @param estimate what it was expected to take, if that was known
 */
public record JobDocument(
        String id,
        String kernel,
        int rowsA,
        int colsA,
        int colsB,
        @Nullable Map<String, String> parameters,
        String label,
        String partition,
        String priority,
        String verify,
        String state,
        int chunksDone,
        int chunks,
        @Nullable TileGrid grid,
        Instant submittedAt,
        @Nullable Instant finishedAt,
        List<String> notes,
        @Nullable String waitingFor,
        @Nullable String failure,
        @Nullable JobMetrics metrics,
        @Nullable EstimateDocument estimate) {

    public static JobDocument of(JobView job) {
        var estimate = job.estimate();
        var metrics = job.metrics();
        return new JobDocument(
                job.id().value(),
                job.kernel(),
                job.size().rowsA(),
                job.size().colsA(),
                job.size().colsB(),
                job.source() instanceof TileSource tiles ? tiles.parameters() : null,
                job.label(),
                Words.of(job.options().partition()),
                Words.of(job.options().priority()),
                job.options().verification().word(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.chunksDone(),
                job.chunks(),
                job.grid(),
                job.submittedAt(),
                job.finishedAt(),
                job.notes(),
                job.waitingFor(),
                job.failure(),
                metrics,
                estimate == null ? null : EstimateDocument.of(estimate, metrics == null ? null : metrics.totalMs()));
    }

    public boolean succeeded() {
        return state.equals("done");
    }

    /** Whether nothing that workers returned for it was checked. */
    public boolean unverified() {
        return Verification.NONE.word().equals(verify);
    }

    public boolean hasEnded() {
        return succeeded() || state.equals("failed") || state.equals("cancelled");
    }

    /** Whether it is a product of matrices, and no job of a kernel without operands. */
    public boolean hasOperands() {
        return kernel.equals(MatmulSource.KERNEL);
    }

    /** The sizes as people read them: of a picture its width and height. */
    public String size() {
        if (!hasOperands()) {
            return colsB + "×" + rowsA;
        }
        return rowsA + "×" + colsA + " · " + colsA + "×" + colsB;
    }

    /** Jobs in the order that was asked for; {@code next} is the {@code after} of the page that follows, absent on the last. */
    public record Page(List<JobDocument> jobs, @Nullable String next) {}
}
