package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.WORKERS;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.db.schema.tables.records.WorkersRecord;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What is thought of workers, in their rows. */
final class StandingRows {
    private final DSLContext dsl;

    StandingRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Of what is thought of a worker in the course of a transaction only the last is written, for all workers in one statement. */
    void judge(List<Fact> facts) {
        Map<WorkerId, Standing> last = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.WorkerCredited credited) {
                last.put(credited.worker(), credited.standing());
            } else if (fact instanceof Fact.WorkerJudged judged) {
                last.put(judged.worker(), judged.standing());
            }
        }
        if (!last.isEmpty()) {
            dsl.batch(dsl.update(WORKERS)
                            .set(WORKERS.REPUTATION, (Integer) null)
                            .set(WORKERS.CONSECUTIVE, (Long) null)
                            .set(WORKERS.LIES, (Integer) null)
                            .set(WORKERS.QUARANTINED_AT, (Instant) null)
                            .set(WORKERS.QUARANTINE_REASON, (String) null)
                            .set(WORKERS.PROBATION_AT, (Instant) null)
                            .set(WORKERS.PROBATION_PASSED, (Integer) null)
                            .where(WORKERS.ID.eq((String) null)))
                    .bind(last.entrySet().stream()
                            .map(each -> row(each.getKey(), each.getValue()))
                            .toArray(Object[][]::new))
                    .execute();
        }
    }

    private static @Nullable Object[] row(WorkerId worker, Standing standing) {
        Quarantine quarantine = standing.quarantine();
        return new @Nullable Object[] {
            standing.reputation(),
            standing.consecutive(),
            standing.lies(),
            quarantine == null ? null : quarantine.since(),
            quarantine == null ? null : quarantine.reason(),
            quarantine == null ? null : quarantine.probationAt(),
            quarantine == null ? 0 : quarantine.passed(),
            worker.value()
        };
    }

    static Standing standing(WorkersRecord row) {
        Instant since = row.getQuarantinedAt();
        return new Standing(
                row.getReputation(),
                row.getConsecutive(),
                row.getLies(),
                since == null
                        ? null
                        : new Quarantine(
                                since, row.getQuarantineReason(), row.getProbationAt(), row.getProbationPassed()));
    }
}
