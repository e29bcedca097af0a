package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.FAULTS;

import java.util.UUID;
import org.distributedbrain.flow.Fact.FaultRecorded;
import org.distributedbrain.job.ChunkId;
import org.jooq.DSLContext;

/** What broke, as rows. */
final class FaultRows {
    private final DSLContext dsl;

    FaultRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    void record(FaultRecorded fault) {
        ChunkId chunk = fault.chunk();
        dsl.insertInto(FAULTS)
                .set(FAULTS.ID, UUID.randomUUID().toString())
                .set(FAULTS.KIND, fault.kind().name())
                .set(FAULTS.WORKER_ID, fault.worker().value())
                .set(FAULTS.JOB_ID, chunk == null ? null : chunk.job().value())
                .set(FAULTS.CHUNK, chunk == null ? null : chunk.index())
                .set(FAULTS.ACTION, fault.action())
                .set(FAULTS.STORY, fault.story())
                .set(FAULTS.AT, fault.at())
                .execute();
    }
}
