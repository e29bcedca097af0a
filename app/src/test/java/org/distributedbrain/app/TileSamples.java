package org.distributedbrain.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;

/** What workers did and do at a job's tiles: as many verified as the job says, some at a second attempt, and two tasks for each worker after them. */
public final class TileSamples {
    private TileSamples() {}

    public static List<Execution> ended(JobView job, List<String> workers) {
        Random random = new Random(3);
        List<Execution> all = new ArrayList<>();
        for (int tile = 0; tile < job.chunksDone(); tile++) {
            String worker = workers.get(random.nextInt(workers.size()));
            Instant sent = job.submittedAt().plusMillis(40 + 30L * tile);
            if (random.nextInt(12) == 0) {
                all.add(execution(job, all.size(), tile, workers.getLast(), sent, Outcome.LOST));
            }
            all.add(execution(job, all.size(), tile, worker, sent, Outcome.VERIFIED));
        }
        return all;
    }

    private static Execution execution(JobView job, int task, int tile, String worker, Instant sent, Outcome outcome) {
        boolean came = outcome == Outcome.VERIFIED;
        return Execution.of(
                new Attempt(
                        new TaskId(task + 1),
                        new ChunkId(job.id(), tile),
                        new WorkerId("w-" + worker),
                        job.submittedAt().plusMillis(12),
                        sent,
                        sent.plusMillis(8),
                        came ? sent.plusMillis(60) : null,
                        came ? sent.plusMillis(72) : null,
                        came ? sent.plusMillis(75) : null,
                        sent.plusMillis(80),
                        outcome,
                        1_048_576,
                        came ? 262_144 : 0,
                        came ? 51.5 : 0),
                worker);
    }

    public static List<RunningTask> running(JobView job, List<String> workers) {
        List<RunningTask> all = new ArrayList<>();
        Instant sent = job.submittedAt().plusSeconds(2);
        for (int i = 0; i < Math.min(2 * workers.size(), job.chunks() - job.chunksDone()); i++) {
            all.add(new RunningTask(
                    new TaskId(10_000 + i),
                    new ChunkId(job.id(), job.chunksDone() + i),
                    new WorkerId("w-" + workers.get(i % workers.size())),
                    job.submittedAt(),
                    sent,
                    i % 3 == 0 ? null : sent.plusMillis(9),
                    i % 3 == 2 ? sent.plusMillis(70) : null,
                    null,
                    1_048_576));
        }
        return all;
    }
}
