package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.CHUNKS;

import org.distributedbrain.flow.Fact.ChunkVerified;
import org.distributedbrain.job.Evidence;
import org.jooq.DSLContext;

/** Verified chunks as rows. */
final class ChunkRows {
    private final DSLContext dsl;

    ChunkRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A chunk that is verified again replaces its row, as its values replaced those in the result file. */
    void verify(ChunkVerified verified) {
        Evidence evidence = verified.evidence();
        var row = dsl.newRecord(CHUNKS);
        row.setJobId(verified.chunk().id().job().value());
        row.setIdx(verified.chunk().id().index());
        row.setWorkerId(verified.worker().value());
        row.setFirstRow(verified.chunk().firstRow());
        row.setRows(verified.chunk().rows());
        row.setFirstCol(verified.chunk().firstCol());
        row.setCols(verified.chunk().cols());
        row.setPart(verified.chunk().part());
        row.setComputeMs(verified.computeMs());
        row.setTransferMs(verified.transferMs());
        row.setVectors(evidence.vectors());
        row.setResidual(evidence.worstResidual());
        row.setRowsRecomputed(evidence.rowsRecomputed());
        row.setMaxError(evidence.maxError());
        row.setVerifiedAt(verified.at());
        dsl.insertInto(CHUNKS)
                .set(row)
                .onConflict(CHUNKS.JOB_ID, CHUNKS.IDX)
                .doUpdate()
                .set(row)
                .execute();
    }
}
