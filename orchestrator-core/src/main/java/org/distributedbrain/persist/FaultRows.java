package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.FAULTS;
import static org.distributedbrain.flow.Fact.FaultRecorded.NOBODY;
import static org.distributedbrain.flow.Fact.FaultRecorded.WAITS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.replace;

import org.distributedbrain.flow.Fact.FaultRecorded;
import org.distributedbrain.flow.Fact.FaultSettled;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jooq.DSLContext;

/** What broke, as rows. */
final class FaultRows {
    private static final String ANEW =
            " waited when the orchestrator stopped; started again, it hands out anew what was not verified";

    private final DSLContext dsl;

    FaultRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    void record(FaultRecorded fault) {
        ChunkId chunk = fault.chunk();
        TaskId task = fault.task();
        dsl.insertInto(FAULTS)
                .set(FAULTS.ID, fault.id().value())
                .set(FAULTS.KIND, fault.kind().name())
                .set(FAULTS.WORKER_ID, fault.worker().value())
                .set(FAULTS.JOB_ID, chunk == null ? null : chunk.job().value())
                .set(FAULTS.CHUNK, chunk == null ? null : chunk.index())
                .set(FAULTS.TASK, task == null ? null : task.value())
                .set(FAULTS.ACTION, fault.action())
                .set(FAULTS.STORY, fault.story())
                .set(FAULTS.AT, fault.at())
                .execute();
    }

    /**
     * To be called at the start. Which chunks waited to be handed out again is known to nobody any more: what was not verified of their jobs is
     * handed out anew.
     */
    void settleEarlier() {
        dsl.update(FAULTS)
                .set(
                        FAULTS.ACTION,
                        replace(
                                replace(FAULTS.ACTION, inline(WAITS + NOBODY), inline(WAITS)),
                                inline(WAITS),
                                inline(ANEW)))
                .where(FAULTS.RECOVERED_AT.isNull())
                .and(FAULTS.ACTION.contains(WAITS))
                .execute();
    }

    void settle(FaultSettled settled) {
        WorkerId by = settled.recoveredBy();
        dsl.update(FAULTS)
                .set(FAULTS.ACTION, settled.action())
                .set(FAULTS.RECOVERED_AT, by == null ? null : settled.at())
                .set(FAULTS.RECOVERED_BY, by == null ? null : by.value())
                .where(FAULTS.ID.eq(settled.id().value()))
                .execute();
    }
}
