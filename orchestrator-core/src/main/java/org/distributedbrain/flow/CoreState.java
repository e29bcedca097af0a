package org.distributedbrain.flow;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/**
 * Everything the core knows. What is durable changes only in {@link #apply}; leases, the fleet and the story are soft state that a restart
 * begins without.
 */
final class CoreState {
    private static final int FINISHED_SHOWN = 100;

    final FlowLimits limits;
    final FaultLedger faults;
    final Flapping flapping = new Flapping();
    final EndedTasks endedTasks = new EndedTasks();
    final Story story = new Story();
    final Standings standings = new Standings();
    final Measured speeds = new Measured();
    final Transitions<ChunkState> chunkTransitions = Transitions.chunks();
    final Transitions<JobState> jobTransitions = Transitions.jobs();

    /** Unfinished jobs in the order they were admitted. */
    private final Map<JobId, JobRecord> jobs = new LinkedHashMap<>();

    /** Planned jobs whose results come in parts, until there is room for those. Soft: nobody was told yet. */
    final Map<JobId, Fact.JobAccepted> planned = new LinkedHashMap<>();

    /** What is left of jobs that ended: their views, without their chunks. */
    private final Map<JobId, JobView> finished = new LinkedHashMap<>();

    private int jobsCompleted;
    private double completedMs;

    /** Every outstanding attempt, until its chunk is durable or handed out again. */
    final Map<TaskId, Lease> leases = new LinkedHashMap<>();

    /** Why facts cannot be made durable at present; nothing new is handed out meanwhile. */
    @Nullable String storeFailing;

    /** Jobs with chunks to hand out. */
    final Sharing sharing = new Sharing();

    final Blocks blocks = new Blocks();
    final FleetState fleet = new FleetState(new Residency(blocks));

    /** When it is to be seen again whether chunks should be given to a second worker. */
    Instant stragglersAt = Instant.MIN;

    private long lastTask;
    private long lastJob;

    /** What nobody can foresee. */
    final RandomGenerator dice;

    CoreState(FlowLimits limits, long firstTask, RandomGenerator dice) {
        this.limits = limits;
        this.dice = dice;
        this.lastTask = firstTask - 1;
        this.faults = new FaultLedger(firstTask);
    }

    Collection<JobRecord> jobs() {
        return jobs.values();
    }

    Collection<JobView> finished() {
        return finished.values();
    }

    @Nullable JobRecord job(JobId id) {
        return jobs.get(id);
    }

    int jobsCompleted() {
        return jobsCompleted;
    }

    double averageResponseMs() {
        return jobsCompleted == 0 ? 0 : completedMs / jobsCompleted;
    }

    TaskId nextTask() {
        return new TaskId(++lastTask);
    }

    /** The only mutator of what is durable; live, the fact is about to be stored. */
    void apply(Fact fact) {
        switch (fact) {
            case Fact.JobAccepted accepted -> {
                JobRecord job = new JobRecord(
                        accepted.job(),
                        ++lastJob,
                        accepted.grid(),
                        accepted.estimate(),
                        Chunking.cut(accepted.job(), accepted.grid(), blocks));
                job.chunks.forEach(chunk -> blocks.use(chunk.chunk));
                jobs.put(accepted.job().id(), job);
                sharing.join(job);
                fleet.openAll();
            }
            case Fact.ChunkVerified verified -> {
                JobRecord job = jobs.get(verified.chunk().id().job());
                if (job != null) {
                    ChunkRecord chunk = job.chunks.get(verified.chunk().id().index());
                    chunk.state = chunkTransitions.take(chunk.state, ChunkState.VERIFIED, chunk);
                    job.verified++;
                    job.tally.verified(verified);
                    job.changed();
                }
            }
            case Fact.ChunkDoubted doubted -> {
                JobRecord job = jobs.get(doubted.chunk().job());
                if (job != null) {
                    ChunkRecord chunk = job.chunks.get(doubted.chunk().index());
                    chunk.state = chunkTransitions.take(chunk.state, ChunkState.READY, chunk);
                    job.verified--;
                    job.changed();
                }
            }
            case Fact.ResultLost lost -> {
                JobRecord job = jobs.get(lost.job());
                if (job != null) {
                    job.chunks.stream()
                            .filter(chunk -> chunk.state == ChunkState.VERIFIED)
                            .forEach(chunk -> blocks.use(chunk.chunk));
                    sharing.leave(job);
                    JobRecord afresh = job.afresh(lost.notes());
                    afresh.hold(job.held());
                    jobs.put(lost.job(), afresh);
                    sharing.join(afresh);
                }
            }
            case Fact.JobFinished done -> {
                if (end(done.job(), JobState.DONE, done.at(), done.metrics(), null)) {
                    jobsCompleted++;
                    completedMs += done.metrics().totalMs();
                }
            }
            case Fact.JobFailed failed -> end(failed.job(), JobState.FAILED, failed.at(), null, failed.reason());
            case Fact.JobCancelled cancelled -> end(cancelled.job(), JobState.CANCELLED, cancelled.at(), null, null);
            case Fact.WorkerCredited credited -> {
                WorkerRecord worker = fleet.worker(credited.worker());
                if (worker != null) {
                    worker.tasksCompleted++;
                    worker.failuresInARow = 0;
                    worker.computeMs += credited.computeMs();
                    worker.operations += credited.operations();
                }
                judge(credited.worker(), credited.standing());
            }
            case Fact.WorkerJudged judged -> judge(judged.worker(), judged.standing());
            case Fact.WorkerEnlisted enlisted ->
                judge(
                        enlisted.profile().id(),
                        standings.of(enlisted.profile().id(), enlisted.profile().standing()));
            case Fact.FaultRecorded fault -> faults.recorded(fault, fleet.nameOf(fault.worker()));
            case Fact.FaultSettled settled -> faults.settled(settled);
            case Fact.AttemptEnded ended -> endedTasks.add(ended.attempt());
            case Fact.JobStarted started -> {} // its record knew before
            case Fact.WorkerMeasured measured -> {}
        }
    }

    private void judge(WorkerId id, Standing standing) {
        standings.put(id, standing);
        WorkerRecord worker = fleet.worker(id);
        if (worker != null) {
            boolean wasQuarantined = worker.isQuarantined();
            worker.judge(standing);
            if (worker.isQuarantined() != wasQuarantined) {
                fleet.reordered();
            }
        }
    }

    /** Keeps the job's view and forgets its chunks. False for a job that is not under way. */
    private boolean end(JobId id, JobState state, Instant at, @Nullable JobMetrics metrics, @Nullable String failure) {
        JobRecord job = jobs.remove(id);
        if (job == null) {
            return false;
        }
        job.state = jobTransitions.take(job.state, state, job);
        job.finishedAt = at;
        job.waitingFor = null;
        job.metrics = metrics;
        job.failure = failure;
        job.changed();
        finished.put(id, job.view());
        if (finished.size() > FINISHED_SHOWN) {
            finished.remove(finished.keySet().iterator().next());
        }
        return true;
    }
}
