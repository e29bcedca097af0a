package org.distributedbrain.persist;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** The jobs of a {@link MemoryJobStore}, with what an unfinished one needs to go on. */
final class MemoryJobs {
    private final Map<JobId, JobView> views = new HashMap<>();
    private final Map<JobId, Fact.JobAccepted> accepted = new HashMap<>();
    private final Map<JobId, Map<Integer, Fact.ChunkVerified>> chunks = new HashMap<>();
    private final Map<JobId, Instant> started = new HashMap<>();

    void accept(Fact.JobAccepted fact) {
        var job = fact.job();
        accepted.put(job.id(), fact);
        chunks.put(job.id(), new TreeMap<>());
        views.put(
                job.id(),
                new JobView(
                        job.id(),
                        job.size(),
                        job.label(),
                        JobState.QUEUED,
                        0,
                        fact.grid().chunks(),
                        job.submittedAt(),
                        null,
                        job.notes(),
                        null,
                        null,
                        null,
                        job.options(),
                        fact.grid(),
                        fact.estimate(),
                        job.source()));
    }

    void start(Fact.JobStarted fact) {
        started.put(fact.job(), fact.at());
    }

    void verify(Fact.ChunkVerified fact) {
        JobId job = fact.chunk().id().job();
        Map<Integer, Fact.ChunkVerified> done = chunks.getOrDefault(job, new TreeMap<>());
        done.put(fact.chunk().id().index(), fact);
        change(job, JobState.RUNNING, done.size(), null, null, null);
    }

    void doubt(Fact.ChunkDoubted fact) {
        JobId job = fact.chunk().job();
        Map<Integer, Fact.ChunkVerified> done = chunks.get(job);
        done.remove(fact.chunk().index());
        change(job, JobState.RUNNING, done.size(), null, null, null);
    }

    void lose(Fact.ResultLost fact) {
        chunks.get(fact.job()).clear();
        change(fact.job(), JobState.QUEUED, 0, null, null, null);
    }

    void finish(Fact.JobFinished fact) {
        JobMetrics metrics = fact.metrics();
        change(fact.job(), JobState.DONE, metrics.chunks(), fact.at(), null, metrics);
    }

    void fail(Fact.JobFailed fact) {
        change(fact.job(), JobState.FAILED, -1, fact.at(), fact.reason(), null);
    }

    void cancel(Fact.JobCancelled fact) {
        change(fact.job(), JobState.CANCELLED, -1, fact.at(), null, null);
    }

    private void change(
            JobId job,
            JobState state,
            int chunksDone,
            @Nullable Instant finishedAt,
            @Nullable String why,
            @Nullable JobMetrics metrics) {
        views.computeIfPresent(
                job,
                (_, old) -> new JobView(
                        job,
                        old.size(),
                        old.label(),
                        state,
                        chunksDone < 0 ? old.chunksDone() : chunksDone,
                        old.chunks(),
                        old.submittedAt(),
                        finishedAt,
                        old.notes(),
                        null,
                        why,
                        metrics,
                        old.options(),
                        old.grid(),
                        old.estimate(),
                        old.source()));
    }

    Optional<JobView> find(JobId job) {
        return Optional.ofNullable(views.get(job));
    }

    Collection<JobView> all() {
        return views.values();
    }

    List<UnfinishedJob> unfinished() {
        return views.values().stream()
                .filter(job -> !job.state().isFinal())
                .sorted(Comparator.comparing(JobView::submittedAt))
                .map(job -> unfinished(job.id()))
                .toList();
    }

    private UnfinishedJob unfinished(JobId job) {
        List<UnfinishedJob.VerifiedChunk> done = chunks.get(job).values().stream()
                .map(chunk -> new UnfinishedJob.VerifiedChunk(
                        chunk.chunk().id().index(),
                        chunk.worker(),
                        chunk.computeMs(),
                        chunk.transferMs(),
                        chunk.operations(),
                        chunk.agreed(),
                        chunk.evidence(),
                        chunk.at()))
                .toList();
        return new UnfinishedJob(job, accepted.get(job), done, done.isEmpty() ? null : started.get(job), 0, 0);
    }
}
