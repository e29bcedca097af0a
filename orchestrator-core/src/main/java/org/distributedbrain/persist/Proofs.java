package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.ATTEMPTS;
import static org.distributedbrain.db.schema.Tables.CHUNKS;
import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.distributedbrain.db.schema.Tables.WORKERS;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distributedbrain.db.schema.tables.records.AttemptsRecord;
import org.distributedbrain.db.schema.tables.records.ChunksRecord;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.ProvenJob;
import org.distributedbrain.publish.ProvenJob.Contribution;
import org.distributedbrain.publish.ProvenJob.ProvenChunk;
import org.jooq.DSLContext;
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
        Map<Integer, List<AttemptsRecord>> attempts = new HashMap<>();
        dsl.selectFrom(ATTEMPTS)
                .where(ATTEMPTS.JOB_ID.eq(id.value()))
                .and(ATTEMPTS.OUTCOME.eq(Outcome.VERIFIED.name()))
                .and(ATTEMPTS.MERGED.eq(1))
                .orderBy(ATTEMPTS.ENDED_US.desc())
                .forEach(attempt -> attempts.computeIfAbsent(attempt.getChunk(), c -> new ArrayList<>())
                        .add(attempt));
        Map<String, String> names = dsl.select(WORKERS.ID, WORKERS.NAME)
                .from(WORKERS)
                .where(WORKERS.ID.in(select(ATTEMPTS.WORKER_ID).from(ATTEMPTS).where(ATTEMPTS.JOB_ID.eq(id.value()))))
                .or(WORKERS.ID.in(select(CHUNKS.WORKER_ID).from(CHUNKS).where(CHUNKS.JOB_ID.eq(id.value()))))
                .fetchMap(WORKERS.ID, WORKERS.NAME);
        return dsl.selectFrom(CHUNKS)
                .where(CHUNKS.JOB_ID.eq(id.value()))
                .orderBy(CHUNKS.IDX)
                .fetch(chunk -> chunk(chunk, attempts.getOrDefault(chunk.getIdx(), List.of()), names));
    }

    /** @param attempts that were verified, the last one first */
    private static ProvenChunk chunk(ChunksRecord chunk, List<AttemptsRecord> attempts, Map<String, String> names) {
        AttemptsRecord kept = attempts.stream()
                .filter(attempt -> attempt.getWorkerId().equals(chunk.getWorkerId()))
                .findFirst()
                .orElse(null);
        // One that had ended before this one began was accepted and then doubted: it is not what counts now.
        List<Contribution> others = kept == null
                ? List.of()
                : attempts.stream()
                        .filter(attempt -> !attempt.getWorkerId().equals(chunk.getWorkerId())
                                && attempt.getEndedUs() >= kept.getSentUs())
                        .map(attempt -> contribution(attempt.getWorkerId(), attempt.getComputeMs(), attempt, names))
                        .toList();
        return new ProvenChunk(
                chunk.getFirstRow(),
                chunk.getRows(),
                chunk.getFirstCol(),
                chunk.getCols(),
                chunk.getPart(),
                chunk.getAgreed(),
                contribution(chunk.getWorkerId(), chunk.getComputeMs(), kept, names),
                others,
                Unfinished.evidence(chunk),
                chunk.getVerifiedAt());
    }

    private static Contribution contribution(
            String worker, double computeMs, @Nullable AttemptsRecord attempt, Map<String, String> names) {
        return new Contribution(
                new WorkerId(worker),
                names.getOrDefault(worker, worker),
                computeMs,
                attempt == null ? null : Micros.instant(attempt.getSentUs()),
                attempt == null ? null : Micros.instantOrNull(attempt.getReturnedUs()),
                attempt == null ? null : Micros.instantOrNull(attempt.getCheckedUs()));
    }
}
