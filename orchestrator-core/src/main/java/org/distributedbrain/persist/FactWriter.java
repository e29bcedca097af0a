package org.distributedbrain.persist;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.Fact.AttemptEnded;
import org.distributedbrain.flow.Fact.ChunkDoubted;
import org.distributedbrain.flow.Fact.ChunkVerified;
import org.distributedbrain.flow.Fact.FaultRecorded;
import org.distributedbrain.flow.Fact.FaultSettled;
import org.distributedbrain.flow.Fact.JobAccepted;
import org.distributedbrain.flow.Fact.JobCancelled;
import org.distributedbrain.flow.Fact.JobFailed;
import org.distributedbrain.flow.Fact.JobFinished;
import org.distributedbrain.flow.Fact.JobStarted;
import org.distributedbrain.flow.Fact.ResultLost;
import org.distributedbrain.flow.Fact.WorkerCredited;
import org.distributedbrain.flow.Fact.WorkerEnlisted;
import org.distributedbrain.flow.Fact.WorkerJudged;
import org.distributedbrain.flow.Fact.WorkerMeasured;
import org.distributedbrain.job.JobState;
import org.jooq.Configuration;
import org.jooq.DSLContext;

/** Facts as rows: what each fact does to the tables, inside a transaction that the caller owns. */
final class FactWriter {
    private static final int CHUNK_VERIFIED = 2;
    private static final int WORKER_CREDITED = 3;
    private static final int WORKER_MEASURED = 6;
    private static final int ATTEMPT_ENDED = 8;

    private final WorkerRows workers;
    private final JobRows jobs;
    private final ChunkRows chunks;
    private final FaultRows faults;
    private final AttemptRows attempts;

    private FactWriter(DSLContext dsl) {
        workers = new WorkerRows(dsl);
        jobs = new JobRows(dsl);
        chunks = new ChunkRows(dsl);
        faults = new FaultRows(dsl);
        attempts = new AttemptRows(dsl);
    }

    /**
     * Writes the facts, kind after kind, so that each kind is one prepared statement however many there are. That changes nothing that can
     * be seen: a transaction appears as a whole, facts about the same row keep their order, and the order of the kinds puts every row before
     * those that refer to it. Of the frequent kinds the statement is made once, of the others for each.
     */
    static void write(DSLContext dsl, List<Fact> facts) {
        oneByOne(dsl, facts, rank -> rank < CHUNK_VERIFIED);
        new ChunkRows(dsl).verify(all(facts, ChunkVerified.class));
        new WorkerRows(dsl).credit(all(facts, WorkerCredited.class));
        new StandingRows(dsl).judge(facts);
        oneByOne(dsl, facts, rank -> rank > WORKER_CREDITED && rank < WORKER_MEASURED);
        new WorkerRows(dsl).measure(all(facts, WorkerMeasured.class));
        oneByOne(dsl, facts, rank -> rank > WORKER_MEASURED && rank < ATTEMPT_ENDED);
        new AttemptRows(dsl)
                .insert(all(facts, AttemptEnded.class).stream()
                        .map(AttemptEnded::attempt)
                        .toList());
    }

    private static <F extends Fact> List<F> all(List<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void oneByOne(DSLContext dsl, List<Fact> facts, IntPredicate ranks) {
        List<Fact> some = facts.stream()
                .filter(fact -> ranks.test(rank(fact)))
                .sorted(Comparator.comparingInt(FactWriter::rank))
                .toList();
        if (!some.isEmpty()) {
            dsl.batched((Configuration batch) -> {
                FactWriter writer = new FactWriter(batch.dsl());
                some.forEach(writer::write);
            });
        }
    }

    private static int rank(Fact fact) {
        return switch (fact) {
            case WorkerEnlisted _ -> 0;
            case JobAccepted _ -> 1;
            case ResultLost _, ChunkDoubted _ -> 1; // before the rows of chunks that are verified after it
            case ChunkVerified _ -> CHUNK_VERIFIED;
            case WorkerCredited _, WorkerJudged _ -> WORKER_CREDITED;
            case JobStarted _, JobFinished _, JobFailed _, JobCancelled _ -> 4;
            case FaultRecorded _ -> 5;
            case WorkerMeasured _ -> WORKER_MEASURED;
            case FaultSettled _ -> 7;
            case AttemptEnded _ -> ATTEMPT_ENDED;
        };
    }

    private void write(Fact fact) {
        switch (fact) {
            case WorkerEnlisted enlisted -> workers.enlist(enlisted.profile(), enlisted.at());
            case JobAccepted accepted -> jobs.accept(accepted);
            case ChunkVerified verified -> chunks.verify(List.of(verified));
            case ChunkDoubted doubted -> chunks.forget(doubted.chunk());
            case ResultLost lost -> {
                chunks.forget(lost.job());
                jobs.note(lost.job(), lost.notes());
            }
            case WorkerCredited credited -> workers.credit(List.of(credited));
            case WorkerJudged judged -> {} // with all others about workers at once, as are those before and after it
            case JobStarted started -> jobs.start(started.job(), started.at());
            case JobFinished finished -> jobs.finish(finished.job(), finished.metrics(), finished.at());
            case JobFailed failed -> jobs.end(failed.job(), JobState.FAILED, failed.reason(), failed.at());
            case JobCancelled cancelled -> jobs.end(cancelled.job(), JobState.CANCELLED, null, cancelled.at());
            case FaultRecorded fault -> faults.record(fault);
            case FaultSettled settled -> faults.settle(settled);
            case AttemptEnded ended -> attempts.insert(List.of(ended.attempt()));
            case WorkerMeasured measured -> workers.measure(List.of(measured));
        }
    }
}
