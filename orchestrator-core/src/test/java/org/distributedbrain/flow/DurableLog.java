package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;

/** The simulated store: what became durable, and what a restart finds of it. */
final class DurableLog {
    private final Map<JobId, Fact.JobAccepted> unfinished = new LinkedHashMap<>();
    private final Map<JobId, Map<Integer, Fact.ChunkVerified>> verified = new LinkedHashMap<>();
    private final Map<JobId, String> ended = new LinkedHashMap<>();

    private final Map<WorkerId, Standing> standings = new LinkedHashMap<>();

    void add(Fact fact) {
        switch (fact) {
            case Fact.JobAccepted f -> {
                unfinished.put(f.job().id(), f);
                verified.put(f.job().id(), new TreeMap<>());
            }
            case Fact.ChunkVerified f ->
                verified.get(f.chunk().id().job()).put(f.chunk().id().index(), f);
            case Fact.ResultLost f -> verified.get(f.job()).clear();
            case Fact.ChunkDoubted f ->
                verified.get(f.chunk().job()).remove(f.chunk().index());
            case Fact.JobFinished f -> end(f.job(), "done");
            case Fact.JobFailed f -> end(f.job(), "failed: " + f.reason());
            case Fact.JobCancelled f -> end(f.job(), "cancelled");
            case Fact.WorkerCredited f -> standings.put(f.worker(), f.standing());
            case Fact.WorkerJudged f -> standings.put(f.worker(), f.standing());
            default -> {} // telemetry
        }
    }

    /** What a worker that registers is told to have been. */
    Standing standing(WorkerId worker) {
        return standings.getOrDefault(worker, Standing.NEWCOMER);
    }

    private void end(JobId job, String how) {
        unfinished.remove(job);
        ended.put(job, how);
    }

    /** Jobs that were accepted, ended or not. */
    Map<JobId, Integer> accepted() {
        Map<JobId, Integer> chunks = new LinkedHashMap<>();
        verified.keySet().forEach(job -> chunks.put(job, verified.get(job).size()));
        unfinished.forEach((job, fact) -> chunks.put(job, fact.grid().chunks()));
        return chunks;
    }

    Set<Integer> verified(JobId job) {
        return verified.getOrDefault(job, Map.of()).keySet();
    }

    Map<JobId, String> ended() {
        return Map.copyOf(ended);
    }

    List<UnfinishedJob> unfinished() {
        List<UnfinishedJob> jobs = new ArrayList<>();
        unfinished.forEach((id, fact) -> {
            Map<Integer, Fact.ChunkVerified> done = verified.get(id);
            jobs.add(new UnfinishedJob(
                    id,
                    fact,
                    done.values().stream()
                            .map(chunk -> new UnfinishedJob.VerifiedChunk(
                                    chunk.chunk().id().index(),
                                    chunk.worker(),
                                    chunk.computeMs(),
                                    chunk.transferMs(),
                                    chunk.operations(),
                                    chunk.agreed(),
                                    chunk.evidence(),
                                    chunk.at()))
                            .collect(Collectors.toList()),
                    done.isEmpty() ? null : fact.job().submittedAt(),
                    0,
                    0));
        });
        return jobs;
    }
}
