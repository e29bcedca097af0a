package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;
import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.db.Database;
import org.distributedbrain.db.schema.tables.records.JobsRecord;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.Merging;
import org.distributedbrain.publish.Micros;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the number of attempts bounded. When a job has too many, all but the newest are merged per worker into coarser ones, so that what is
 * oldest is coarsest; when all jobs together have too many, those of the oldest jobs are merged to one per worker and outcome. Sums stay
 * exact. Used by one thread at a time, the one that commits, and never within the transaction that stores facts.
 */
final class AttemptRollup {
    /** How many rows a job has at most, while it runs and after it. */
    static final int OF_A_JOB = 20_000;

    /** How many rows there are in all, about 120 MB, beyond the one per job, worker and outcome that always stays. */
    static final long OF_ALL = 500_000;

    /** How many jobs are looked at in one turn, so that no commit waits long. */
    private static final int JOBS_A_TURN = 16;

    private final Database database;
    private final int ofAJob;
    private final long ofAll;
    private final Map<JobId, Integer> ofUnfinished = new HashMap<>();
    private final Set<JobId> ended = new HashSet<>();
    private long all;
    private @Nullable JobsRecord condensedTo;

    AttemptRollup(Database database, int ofAJob, long ofAll) {
        this.database = database;
        this.ofAJob = ofAJob;
        this.ofAll = ofAll;
        this.all = database.read(dsl -> (long) dsl.fetchCount(ATTEMPTS));
        database.read(dsl -> dsl.select(ATTEMPTS.JOB_ID, count())
                        .from(ATTEMPTS)
                        .join(JOBS)
                        .on(JOBS.ID.eq(ATTEMPTS.JOB_ID))
                        .where(JOBS.STATE.eq(JobState.QUEUED.name()))
                        .groupBy(ATTEMPTS.JOB_ID)
                        .fetch())
                .forEach(row -> ofUnfinished.put(new JobId(row.value1()), row.value2()));
    }

    /** These were stored. */
    void stored(List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof Fact.AttemptEnded(Attempt attempt)) {
                ofUnfinished.merge(attempt.chunk().job(), 1, Integer::sum);
                all++;
            } else if (fact instanceof Fact.JobFinished(JobId job, var _, var _)) {
                ended.add(job);
            } else if (fact instanceof Fact.JobFailed(JobId job, var _, var _)) {
                ended.add(job);
            } else if (fact instanceof Fact.JobCancelled(JobId job, var _)) {
                ended.add(job);
            }
        }
    }

    /** Merges what has become too much; costs nothing when nothing has. */
    void tidy() {
        for (Map.Entry<JobId, Integer> job : ofUnfinished.entrySet()) {
            if (job.getValue() > ofAJob) {
                int fewer = database.write(dsl -> thin(dsl, job.getKey()));
                all -= fewer;
                job.setValue(job.getValue() - fewer);
            }
        }
        ofUnfinished.keySet().removeAll(ended);
        ended.clear();
        if (all > ofAll) {
            condenseOldest();
        }
    }

    /** Leaves the newest quarter of what a job may have as it is, and merges what is older into about as many. */
    private int thin(DSLContext dsl, JobId job) {
        Condition ofJob = ATTEMPTS.JOB_ID.eq(job.value());
        Long newest = dsl.select(ATTEMPTS.SENT_US)
                .from(ATTEMPTS)
                .where(ofJob)
                .orderBy(ATTEMPTS.SENT_US.desc())
                .limit(1)
                .offset(ofAJob / 4)
                .fetchOne(ATTEMPTS.SENT_US);
        Long oldest =
                dsl.select(min(ATTEMPTS.SENT_US)).from(ATTEMPTS).where(ofJob).fetchOne(min(ATTEMPTS.SENT_US));
        if (newest == null || oldest == null) {
            return 0;
        }
        int kinds = dsl.fetchCount(dsl.selectDistinct(ATTEMPTS.WORKER_ID, ATTEMPTS.OUTCOME)
                .from(ATTEMPTS)
                .where(ofJob));
        int stretches = Math.max(1, ofAJob / 4 / kinds);
        return merge(dsl, ofJob.and(ATTEMPTS.SENT_US.lt(newest)), oldest, (newest - oldest) / stretches + 1);
    }

    /** One for each worker and outcome of the jobs that were submitted first; a few jobs a turn. */
    private void condenseOldest() {
        int seen = 0;
        for (JobsRecord job : database.read(this::nextToCondense)) {
            if (all <= ofAll || seen > ofAJob) {
                return;
            }
            Condition ofJob = ATTEMPTS.JOB_ID.eq(job.getId());
            seen += database.read(dsl -> dsl.fetchCount(ATTEMPTS, ofJob));
            all -= database.write(dsl -> merge(dsl, ofJob, 0, Long.MAX_VALUE));
            condensedTo = job;
        }
    }

    private List<JobsRecord> nextToCondense(DSLContext dsl) {
        Condition next = condensedTo == null
                ? noCondition()
                : row(JOBS.SUBMITTED_AT, JOBS.ID).gt(condensedTo.getSubmittedAt(), condensedTo.getId());
        return dsl.selectFrom(JOBS)
                .where(JOBS.FINISHED_AT.isNotNull().and(next))
                .orderBy(JOBS.SUBMITTED_AT, JOBS.ID)
                .limit(JOBS_A_TURN)
                .fetch();
    }

    /** Merges these rows; what it keeps in memory is what comes of it. Returns how many fewer there are. */
    private static int merge(DSLContext dsl, Condition these, long first, long micros) {
        List<Execution> merged = new ArrayList<>();
        Merging merging = new Merging(Micros.instant(first), micros, merged::add);
        int before = 0;
        try (Cursor<Record> rows = Executions.all(dsl)
                .where(these)
                .orderBy(ATTEMPTS.WORKER_ID, ATTEMPTS.SENT_US, ATTEMPTS.TASK)
                .fetchLazy()) {
            for (Record row : rows) {
                merging.add(Executions.execution(row));
                before++;
            }
        }
        merging.flush();
        if (merged.size() < before) {
            dsl.deleteFrom(ATTEMPTS).where(these).execute();
            new AttemptRows(dsl).insertMerged(merged);
        }
        return before - merged.size();
    }
}
