package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.CHUNKS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.flow.Fact.ChunkVerified;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Verified chunks as rows. */
final class ChunkRows {
    private static final List<Field<?>> COLUMNS = List.of(
            CHUNKS.JOB_ID,
            CHUNKS.IDX,
            CHUNKS.WORKER_ID,
            CHUNKS.FIRST_ROW,
            CHUNKS.ROWS,
            CHUNKS.FIRST_COL,
            CHUNKS.COLS,
            CHUNKS.PART,
            CHUNKS.COMPUTE_MS,
            CHUNKS.TRANSFER_MS,
            CHUNKS.OPERATIONS,
            CHUNKS.AGREED,
            CHUNKS.VECTORS,
            CHUNKS.RESIDUAL,
            CHUNKS.ROWS_RECOMPUTED,
            CHUNKS.MAX_ERROR,
            CHUNKS.BOUND,
            CHUNKS.MISS_PROBABILITY,
            CHUNKS.VERIFIED_AT);

    private final DSLContext dsl;

    ChunkRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** It is not verified any more. */
    void forget(ChunkId chunk) {
        dsl.deleteFrom(CHUNKS)
                .where(CHUNKS.JOB_ID.eq(chunk.job().value()).and(CHUNKS.IDX.eq(chunk.index())))
                .execute();
    }

    /** None of the job's chunks is verified any more. */
    void forget(JobId job) {
        dsl.deleteFrom(CHUNKS).where(CHUNKS.JOB_ID.eq(job.value())).execute();
    }

    /**
     * A chunk that is verified again replaces its row, as its values replaced those in the result file. One statement for all: making it anew
     * for each was the largest cost of a job of many chunks.
     */
    void verify(List<ChunkVerified> verified) {
        if (verified.isEmpty()) {
            return;
        }
        Map<Field<?>, Field<?>> newer = new LinkedHashMap<>();
        COLUMNS.forEach(column -> newer.put(column, DSL.excluded(column)));
        dsl.batch(dsl.insertInto(CHUNKS)
                        .columns(COLUMNS)
                        .values(new Object[COLUMNS.size()])
                        .onConflict(CHUNKS.JOB_ID, CHUNKS.IDX)
                        .doUpdate()
                        .set(newer))
                .bind(verified.stream().map(ChunkRows::values).toArray(Object[][]::new))
                .execute();
    }

    /** In the order of {@link #COLUMNS}. */
    private static @Nullable Object[] values(ChunkVerified verified) {
        Chunk chunk = verified.chunk();
        Evidence evidence = verified.evidence();
        return new @Nullable Object[] {
            chunk.id().job().value(),
            chunk.id().index(),
            verified.worker().value(),
            chunk.firstRow(),
            chunk.rows(),
            chunk.firstCol(),
            chunk.cols(),
            chunk.part(),
            verified.computeMs(),
            verified.transferMs(),
            verified.operations(),
            verified.agreed(),
            evidence.vectors(),
            evidence.worstResidual(),
            evidence.rowsRecomputed(),
            evidence.maxError(),
            evidence.bound(),
            evidence.missProbability(),
            verified.at()
        };
    }
}
