package org.distributedbrain.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.publish.EndedTail;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.Totals;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/**
 * A fleet at work, as a console sees it: each {@link #next} is the snapshot 50 ms later, in which one attempt has ended and another begun; now and
 * then something breaks, a worker goes and comes back, and a job ends and another begins. What did not change keeps its identity.
 */
final class BusyFleet {
    static final Duration STEP = Duration.ofMillis(50);
    private static final TileGrid CUT = new TileGrid(24, 24, 1);
    private static final int ENDED_KEPT = 4_096;
    private static final int JOBS_KEPT = 50;
    private static final int FAULTS_KEPT = 50;

    private final Random random = new Random(11);
    private final List<WorkerView> workers = new ArrayList<>();
    private final List<RunningTask> running = new ArrayList<>();
    private final List<JobView> jobs = new ArrayList<>();
    private final Deque<FaultView> faults = new ArrayDeque<>();
    private final Deque<Attempt> ended = new ArrayDeque<>();
    private Instant now = FakeGrid.NOW;
    private long step;
    private long attempts;
    private int jobsMade;
    private int jobsDone;

    BusyFleet(int size, int runningJobs) {
        String[] kinds = {"phone", "laptop", "desktop", "tablet", "server"};
        String[] engines = {"webgpu", "wasm", "vector", "js"};
        for (int i = 0; i < size; i++) {
            workers.add(Samples.worker(
                    "Device " + (i + 1),
                    kinds[i % kinds.length],
                    engines[i % engines.length],
                    "Adapter " + i % 7,
                    WorkerState.COMPUTING,
                    0,
                    5_000 + 300 * i));
        }
        for (int i = 0; i < runningJobs; i++) {
            jobs.addFirst(job());
        }
        for (int i = 0; i < size; i++) {
            running.add(task(i));
        }
    }

    private JobView job() {
        String label = "Job " + ++jobsMade;
        return Samples.running(
                Samples.how(Samples.job(label, 6_000, 6_000, 6_000, CUT.chunks()), JobOptions.DEFAULT, CUT), 0);
    }

    private RunningTask task(int worker) {
        JobView job = jobs.get(random.nextInt(Math.min(3, jobs.size())));
        Instant started = now.plusMillis(40);
        return new RunningTask(
                new TaskId(++attempts),
                new ChunkId(job.id(), (int) (attempts % CUT.chunks())),
                workers.get(worker).id(),
                now,
                now,
                started,
                null,
                null,
                1_048_576);
    }

    Snapshot next() {
        step++;
        now = now.plus(STEP);
        int busy = random.nextInt(workers.size());
        end(busy);
        if (step % 400 == 0) {
            breaks(busy);
        }
        int other = random.nextInt(workers.size());
        WorkerState state = step % 1_000 < 20
                ? WorkerState.GONE
                : random.nextInt(4) == 0 ? WorkerState.TRANSFERRING : WorkerState.COMPUTING;
        workers.set(other, Samples.in(state, workers.get(other)));
        return snapshot();
    }

    private void end(int worker) {
        RunningTask was = running.get(worker);
        Instant computed = now.minusMillis(20);
        Instant started = was.startedAt() == null || was.startedAt().isAfter(computed) ? computed : was.startedAt();
        ended.addLast(new Attempt(
                was.task(),
                was.chunk(),
                was.worker(),
                was.readyAt(),
                was.sentAt(),
                started,
                computed,
                now.minusMillis(10),
                now.minusMillis(5),
                now,
                Outcome.VERIFIED,
                was.bytesOut(),
                250_000,
                Duration.between(started, computed).toNanos() / 1e6));
        if (ended.size() > ENDED_KEPT) {
            ended.removeFirst();
        }
        running.set(worker, task(worker));
        WorkerView it = workers.get(worker);
        workers.set(
                worker,
                Samples.worker(
                        it.name(),
                        it.deviceKind(),
                        it.engine(),
                        it.device(),
                        WorkerState.COMPUTING,
                        it.tasksCompleted() + 1,
                        it.mops()));
        jobs.replaceAll(job -> job.id().equals(was.chunk().job()) ? further(job) : job);
    }

    private JobView further(JobView job) {
        if (job.state().isFinal()) {
            return job;
        }
        if (job.chunksDone() + 1 < job.chunks()) {
            return Samples.running(job, job.chunksDone() + 1);
        }
        jobsDone++;
        return Samples.done(job, Samples.metrics(job, 30_000, workers.size(), null));
    }

    private void breaks(int worker) {
        RunningTask task = running.get(worker);
        faults.addFirst(new FaultView(
                FaultId.of(step),
                FaultKind.DISCONNECTED,
                task.worker(),
                workers.get(worker).name(),
                task.chunk().job(),
                task.chunk().index(),
                task.task(),
                "its chunk went to another",
                "a story",
                now,
                now.plusMillis(40),
                workers.getFirst().id()));
        if (faults.size() > FAULTS_KEPT) {
            faults.removeLast();
        }
    }

    private Snapshot snapshot() {
        if (jobs.stream().filter(job -> !job.state().isFinal()).count() < 3) {
            jobs.addFirst(job());
            if (jobs.size() > JOBS_KEPT) {
                jobs.removeLast();
            }
        }
        return new Snapshot(
                step,
                now,
                List.copyOf(workers),
                List.copyOf(jobs),
                new Totals(workers.size(), 3, jobsDone, 30_000, 900 + 100 * Math.sin(step / 200.0)),
                List.copyOf(running),
                new EndedTail(step, List.copyOf(ended)),
                List.copyOf(faults),
                null);
    }
}
