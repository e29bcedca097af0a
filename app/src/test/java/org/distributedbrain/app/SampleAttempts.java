package org.distributedbrain.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;
import org.jspecify.annotations.Nullable;

/** What workers might have done: one chunk after the other, each as fast as it can, some with bad luck. The same every time. */
public final class SampleAttempts {
    private static final List<String> NAMES =
            List.of("This computer", "Maya’s Pixel", "Studio laptop", "Kitchen tablet", "Old phone");
    private static final double[] SECONDS = {1.4, 1.0, 0.7, 3.1, 5.5};

    private SampleAttempts() {}

    /** The last 45 seconds, up to now, at a job that is done; now most workers have tasks of the one that runs. */
    public static void live(FakeGrid grid, JobId done, JobView runs) {
        List<Attempt> all = new ArrayList<>();
        List<RunningTask> running = new ArrayList<>();
        int chunk = runs.chunksDone();
        for (int i = 0; i < NAMES.size(); i++) {
            WorkerId worker = new WorkerId("w-" + NAMES.get(i));
            Instant last = work(done, worker, i, FakeGrid.NOW.minusSeconds(45), 45, SECONDS[i], all);
            if (i < 3) {
                boolean computed = i == 1;
                Instant started = i == 2 ? null : last.plusMillis(60);
                running.add(task(runs, chunk++, worker, last, started, computed ? FakeGrid.NOW : null));
                running.add(task(runs, chunk++, worker, FakeGrid.NOW, null, null));
            }
        }
        grid.tasks(all, running);
    }

    private static RunningTask task(
            JobView job,
            int chunk,
            WorkerId worker,
            Instant sent,
            @Nullable Instant started,
            @Nullable Instant returned) {
        return new RunningTask(
                new TaskId(90_000 + chunk),
                new ChunkId(job.id(), chunk),
                worker,
                sent,
                sent,
                started,
                returned,
                returned,
                1_048_576);
    }

    /** A job that took so many seconds. */
    public static void past(FakeGrid grid, JobId job, double seconds) {
        List<Attempt> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            work(job, new WorkerId("w-" + NAMES.get(i)), i, FakeGrid.NOW, seconds, SECONDS[i] / 8, all);
        }
        grid.tasks(all, List.of());
    }

    private static Instant work(
            JobId job, WorkerId worker, int lane, Instant begin, double seconds, double each, List<Attempt> all) {
        Random random = new Random(lane + 1);
        double at = 0.02 * lane;
        int chunk = lane;
        while (true) {
            double send = each * (0.1 + 0.15 * random.nextDouble());
            double compute = each * (0.6 + 0.3 * random.nextDouble());
            double back = each * 0.08;
            double end = at + send + compute + back + each * 0.05;
            if (end > seconds) {
                return after(begin, at);
            }
            boolean fails = random.nextInt(12) == 0;
            all.add(new Attempt(
                    new TaskId(1_000L * lane + all.size()),
                    new ChunkId(job, chunk),
                    worker,
                    after(begin, Math.max(0, at - each * 0.05)),
                    after(begin, at),
                    after(begin, at + send),
                    fails ? null : after(begin, at + send + compute),
                    fails ? null : after(begin, at + send + compute + back),
                    fails ? null : after(begin, end),
                    after(begin, end),
                    fails ? Outcome.OVERDUE : Outcome.VERIFIED,
                    1_048_576,
                    fails ? 0 : 262_144,
                    fails ? 0 : 1e3 * compute * 0.97));
            chunk += fails ? 0 : 5;
            at = end + (random.nextInt(6) == 0 ? each * 0.8 : 0);
        }
    }

    private static Instant after(Instant begin, double seconds) {
        return begin.plusNanos(Math.round(seconds * 1e9));
    }

    /** One that went as wished. */
    public static Attempt verified(JobId job, int chunk, String worker, @Nullable Instant sent, double seconds) {
        Instant begin = sent == null ? FakeGrid.NOW : sent;
        return new Attempt(
                new TaskId(chunk),
                new ChunkId(job, chunk),
                new WorkerId("w-" + worker),
                begin,
                begin,
                after(begin, 0.1 * seconds),
                after(begin, 0.8 * seconds),
                after(begin, 0.9 * seconds),
                after(begin, seconds),
                after(begin, seconds),
                Outcome.VERIFIED,
                1_000,
                500,
                700 * seconds);
    }
}
