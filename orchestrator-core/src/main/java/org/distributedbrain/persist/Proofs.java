package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;
import static org.distributedbrain.db.schema.Tables.CHUNKS;
import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.distributedbrain.db.schema.Tables.WORKERS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.distributedbrain.db.schema.tables.records.AttemptsRecord;
import org.distributedbrain.db.schema.tables.records.ChunksRecord;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.ProvenJob;
import org.distributedbrain.publish.ProvenJob.ProvenChunk;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows as evidence of how a job was verified. */
final class Proofs {
    private Proofs() {}

    static Optional<ProvenJob> of(DSLContext dsl, JobId id) {
        return History.job(dsl, id).map(view -> {
            var job = dsl.selectFrom(JOBS).where(JOBS.ID.eq(id.value())).fetchSingle();
            String seed = job.getSeed();
            return new ProvenJob(view, job.getStartedAt(), seed == null ? null : new SecretSeed(seed), chunks(dsl, id));
        });
    }

    private static List<ProvenChunk> chunks(DSLContext dsl, JobId id) {
        // Of several at one chunk, as after a lost result, the last one counts.
        Map<Integer, AttemptsRecord> attempts = new HashMap<>();
        dsl.selectFrom(ATTEMPTS)
                .where(ATTEMPTS.JOB_ID.eq(id.value()))
                .and(ATTEMPTS.OUTCOME.eq(Outcome.VERIFIED.name()))
                .and(ATTEMPTS.MERGED.eq(1))
                .orderBy(ATTEMPTS.ENDED_US)
                .forEach(attempt -> attempts.put(attempt.getChunk(), attempt));
        return dsl.select(CHUNKS.fields())
                .select(WORKERS.NAME)
                .from(CHUNKS)
                .leftJoin(WORKERS)
                .on(WORKERS.ID.eq(CHUNKS.WORKER_ID))
                .where(CHUNKS.JOB_ID.eq(id.value()))
                .orderBy(CHUNKS.IDX)
                .fetch(row -> chunk(row, attempts.get(row.get(CHUNKS.IDX))));
    }

    private static ProvenChunk chunk(Record row, @Nullable AttemptsRecord attempt) {
        ChunksRecord chunk = row.into(CHUNKS);
        AttemptsRecord of = attempt != null && attempt.getWorkerId().equals(chunk.getWorkerId()) ? attempt : null;
        return new ProvenChunk(
                chunk.getFirstRow(),
                chunk.getRows(),
                chunk.getFirstCol(),
                chunk.getCols(),
                chunk.getPart(),
                new WorkerId(chunk.getWorkerId()),
                Objects.requireNonNullElse(row.get(WORKERS.NAME), chunk.getWorkerId()),
                chunk.getComputeMs(),
                Unfinished.evidence(chunk),
                chunk.getVerifiedAt(),
                of == null ? null : Micros.instant(of.getSentUs()),
                of == null ? null : Micros.instantOrNull(of.getReturnedUs()),
                of == null ? null : Micros.instantOrNull(of.getCheckedUs()));
    }
}
