package org.distributedbrain.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;

/** What a simulated grid was told for good: which jobs were taken, what became of them and their chunks, and what of it is on disk. */
final class SimulationLedger {
    /** Chunks whose wrong values went to the disk. */
    private final Set<ChunkId> wrong = new HashSet<>();

    private final Map<JobId, Integer> accepted = new HashMap<>();
    private final Map<JobId, Set<ChunkId>> verified = new HashMap<>();
    private final Map<JobId, String> ended = new LinkedHashMap<>();
    private final Set<String> durable = new HashSet<>();
    private final Set<JobId> confirmed = new HashSet<>();
    private final Set<WorkerId> liars = new HashSet<>();
    private final FaultTimeline faults = new FaultTimeline();
    final AttemptLedger attempts = new AttemptLedger();

    void confirmed(JobId job) {
        mustBeDurable("accepted " + job);
        must(confirmed.add(job), "job " + job + " was confirmed twice");
    }

    /** The result is complete: every chunk that it is made of was verified. */
    void mustBeWhole(JobId job) {
        must(verified.get(job).size() == accepted.get(job), "job " + job + " is sealed without some of its chunks");
    }

    /** The orchestrator was killed: what was not durable never happened. */
    void killed(DurableLog log) {
        must(log.accepted().keySet().containsAll(confirmed), "a job that was confirmed is lost");
        attempts.forget();
        faults.forget();
        accepted.keySet().retainAll(log.accepted().keySet());
        verified.keySet().retainAll(log.accepted().keySet());
        verified.forEach(
                (job, chunks) -> chunks.removeIf(chunk -> !log.verified(job).contains(chunk.index())));
        ended.keySet().retainAll(log.ended().keySet());
    }

    /** All jobs have ended. */
    void settle() {
        attempts.settle();
        faults.nothingIsOpen();
    }

    /** The core decided it. */
    void record(Fact fact, Instant now) {
        switch (fact) {
            case Fact.JobAccepted f -> {
                accepted.put(f.job().id(), f.grid().chunks());
                verified.put(f.job().id(), new HashSet<>());
            }
            case Fact.ChunkVerified f -> {
                JobId job = f.chunk().id().job();
                must(
                        !ended.containsKey(job),
                        "a chunk of a job that has ended was verified: "
                                + f.chunk().id());
                must(verified.get(job).add(f.chunk().id()), "chunk " + f.chunk().id() + " was verified twice");
                must(
                        f.agreed() < 2 || !wrong.contains(f.chunk().id()),
                        "chunk " + f.chunk().id() + " is wrong, and " + f.agreed() + " are said to have agreed on it");
            }
            case Fact.JobFinished f -> {
                must(
                        verified.get(f.job()).size() == accepted.get(f.job()),
                        "job " + f.job() + " is done with "
                                + verified.get(f.job()).size() + " of " + accepted.get(f.job()) + " chunks");
                must(
                        f.metrics().efficiencyPercent() >= 0 && f.metrics().efficiencyPercent() <= 100,
                        "efficiency is " + f.metrics());
                end(f.job(), "done");
            }
            case Fact.JobFailed f -> {
                must(!f.reason().isBlank(), "job " + f.job() + " failed without a reason");
                end(f.job(), "failed: " + f.reason());
            }
            case Fact.JobCancelled f -> end(f.job(), "cancelled");
            case Fact.ResultLost f -> verified.get(f.job()).clear();
            case Fact.ChunkDoubted f ->
                must(verified.get(f.chunk().job()).remove(f.chunk()), "a chunk is doubted that was not verified: " + f);
            case Fact.FaultRecorded f -> faults.recorded(f);
            case Fact.FaultSettled f -> faults.settled(f);
            case Fact.WorkerEnlisted f -> {}
            case Fact.AttemptEnded f -> attempts.ended(f.attempt(), now);
            case Fact.WorkerMeasured f -> {}
            case Fact.WorkerJudged f -> judged(f);
            case Fact.JobStarted f ->
                must(!f.at().isAfter(now) && !ended.containsKey(f.job()), "a job that began too late: " + f);
            case Fact.WorkerCredited f -> must(f.computeMs() >= 0, "negative credit: " + f);
        }
    }

    /** Of what somebody may be promised. */
    void becomesDurable(Fact fact) {
        switch (fact) {
            case Fact.JobAccepted f -> durable.add("accepted " + f.job().id());
            case Fact.ChunkVerified f -> durable.add("verified " + f.chunk().id());
            case Fact.JobFinished f -> durable.add("done " + f.job());
            case Fact.JobFailed f -> durable.add("ended " + f.job());
            case Fact.JobCancelled f -> durable.add("ended " + f.job());
            case Fact.ResultLost f -> {}
            case Fact.ChunkDoubted f -> {}
            case Fact.FaultRecorded f -> {}
            case Fact.FaultSettled f -> {}
            case Fact.WorkerEnlisted f -> {}
            case Fact.WorkerCredited f -> {}
            case Fact.AttemptEnded f -> {}
            case Fact.JobStarted f -> {}
            case Fact.WorkerMeasured f -> {}
            case Fact.WorkerJudged f -> {}
        }
    }

    void mustBeDurable(String what) {
        must(durable.contains(what), "promised before it is durable: " + what);
    }

    /** These values go to the disk. */
    void stores(ChunkId chunk, boolean wrongValues) {
        wrong.remove(chunk);
        if (wrongValues) {
            wrong.add(chunk);
        }
    }

    /** The worker returned wrong values for a job whose results are checked. */
    void lied(WorkerId worker) {
        liars.add(worker);
    }

    private void judged(Fact.WorkerJudged fact) {
        must(
                !fact.standing().isQuarantined() || liars.contains(fact.worker()),
                fact.worker() + " never lied and is quarantined: " + fact.standing());
    }

    private void end(JobId job, String how) {
        must(ended.put(job, how) == null, "job " + job + " ended twice");
    }

    Map<JobId, String> ended() {
        return ended;
    }

    private static void must(boolean holds, String sentence) {
        if (!holds) {
            throw new AssertionError(sentence);
        }
    }
}
