package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.FAULTS;
import static org.distributedbrain.db.schema.Tables.WORKERS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.noCondition;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The fault timeline as it is read back. */
final class FaultHistory {
    /** A log refers to nothing: a worker that was forgotten has its id for a name. */
    private static final Field<String> NAME =
            coalesce(WORKERS.NAME, FAULTS.WORKER_ID).as("worker_name");

    private FaultHistory() {}

    static List<FaultView> faults(DSLContext dsl, FaultFilter filter, @Nullable FaultId after, int limit) {
        Condition wanted = wanted(filter);
        if (after != null) {
            Instant at = dsl.select(FAULTS.AT)
                    .from(FAULTS)
                    .where(FAULTS.ID.eq(after.value()))
                    .fetchOne(FAULTS.AT);
            if (at == null) {
                return List.of();
            }
            wanted = wanted.and(FAULTS.AT.lt(at).or(FAULTS.AT.eq(at).and(FAULTS.ID.lt(after.value()))));
        }
        return dsl.select(FAULTS.fields())
                .select(NAME)
                .from(FAULTS)
                .leftJoin(WORKERS)
                .on(WORKERS.ID.eq(FAULTS.WORKER_ID))
                .where(wanted)
                .orderBy(FAULTS.AT.desc(), FAULTS.ID.desc())
                .limit(limit)
                .fetch(FaultHistory::view);
    }

    /** Forgets all but the newest, and says how many that were. */
    static int keepNewest(DSLContext dsl, int kept) {
        Record oldest = dsl.select(FAULTS.AT, FAULTS.ID)
                .from(FAULTS)
                .orderBy(FAULTS.AT.desc(), FAULTS.ID.desc())
                .limit(1)
                .offset(kept)
                .fetchOne();
        if (oldest == null) {
            return 0;
        }
        Instant at = oldest.get(FAULTS.AT);
        return dsl.deleteFrom(FAULTS)
                .where(FAULTS.AT.lt(at).or(FAULTS.AT.eq(at).and(FAULTS.ID.le(oldest.get(FAULTS.ID)))))
                .execute();
    }

    private static Condition wanted(FaultFilter filter) {
        JobId job = filter.job();
        String worker = filter.worker();
        FaultKind kind = filter.kind();
        return noCondition()
                .and(job == null ? noCondition() : FAULTS.JOB_ID.eq(job.value()))
                .and(
                        worker == null
                                ? noCondition()
                                : FAULTS.WORKER_ID.eq(worker).or(WORKERS.NAME.eq(worker)))
                .and(kind == null ? noCondition() : FAULTS.KIND.eq(kind.name()));
    }

    private static FaultView view(Record row) {
        String job = row.get(FAULTS.JOB_ID);
        Long task = row.get(FAULTS.TASK);
        String by = row.get(FAULTS.RECOVERED_BY);
        return new FaultView(
                new FaultId(row.get(FAULTS.ID)),
                FaultKind.valueOf(row.get(FAULTS.KIND)),
                new WorkerId(row.get(FAULTS.WORKER_ID)),
                row.get(NAME),
                job == null ? null : new JobId(job),
                row.get(FAULTS.CHUNK),
                task == null ? null : new TaskId(task),
                row.get(FAULTS.ACTION),
                row.get(FAULTS.STORY),
                row.get(FAULTS.AT),
                row.get(FAULTS.RECOVERED_AT),
                by == null ? null : new WorkerId(by));
    }
}
