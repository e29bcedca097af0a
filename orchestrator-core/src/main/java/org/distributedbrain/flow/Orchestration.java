package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.SnapshotSource;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * The pure core: the way of every job, in a straight line. One event in; facts and commands out. It knows no thread, file, socket or clock:
 * time is an argument, and everything else it needs to know arrives as an event. It has one owner, the orchestrator's thread.
 */
public final class Orchestration implements SnapshotSource {
    private final CoreState state;

    /** {@code firstTask} is higher than any task number that an earlier run on the same data may have used. */
    public Orchestration(FlowLimits limits, long firstTask) {
        this(limits, firstTask, firstTask);
    }

    /** {@code secret} decides whose work is looked at again: nobody else may know it. */
    public Orchestration(FlowLimits limits, long firstTask, long secret) {
        state = new CoreState(limits, firstTask, new SplittableRandom(secret));
    }

    public Step step(Event event, Instant now) {
        Decisions out = new Decisions(state, now);
        switch (event) {
            case Event.JobSubmitted e -> Receive.submitted(state, e.job(), out); // and Chunking
            case Event.PartsReserved e -> Receive.reserved(state, e.job(), out);
            case Event.PartsRefused e -> Receive.notReserved(state, e.job(), e.sentence(), out);
            case Event.CancelRequested e -> Receive.cancelled(state, e.job(), out);
            case Event.EstimateAsked e ->
                out.command(new Command.TellEstimate(e.job().id(), Estimation.of(state, e.job())));
            case Event.ComputerMeasured e -> state.speeds.operationsPerSecond = e.operationsPerSecond();
            case Event.HistoryTold e -> e.jobs().forEach(state.speeds.experience::learn);
            case Event.Restarted e -> Restart.restarted(state, e.unfinished(), out);
            case Event.JobReopened e -> Restart.reopened(state, e.job(), out);
            case Event.ResultLost e -> Restart.resultLost(state, e.job(), e.note(), out);
            case Event.WorkerJoined e -> Monitor.joined(state, e.profile(), out);
            case Event.WorkerHeard e -> Monitor.heard(state, e.worker(), e.sign(), out);
            case Event.WorkerPaused e -> Pauses.begun(state, e.worker(), out);
            case Event.WorkerResumed e -> Pauses.ended(state, e.worker(), out);
            case Event.TaskStarted e -> Monitor.started(state, e.worker(), e.task(), out);
            case Event.TaskComputed e -> Monitor.computed(state, e.worker(), e.task(), e.computeMs(), out);
            case Event.ClockTicked e -> Monitor.ticked(state, out);
            case Event.WorkerLeft e -> Recover.workerLeft(state, e, out);
            case Event.LateResult e -> Recover.lateResult(state, e.worker(), e.task(), out);
            case Event.TaskFailed e -> Recover.taskFailed(state, e.worker(), e.task(), e.reason(), out);
            case Event.JobBroken e -> Recover.jobBroken(state, e.job(), e.reason(), out);
            case Event.ChunkReturned e -> Verify.returned(state, e.worker(), e.task(), out);
            case Event.ChunkDigested e -> Consensus.digested(state, e.task(), e.sha256(), e.operations(), out);
            case Event.ChunkChecked e -> Verify.checked(state, e.task(), e.verdict(), out);
            case Event.ChunksStored e -> Aggregate.stored(state, e.tasks(), out);
            case Event.ResultFailing e -> Aggregate.pause(state, e.job(), e.reason());
            case Event.ResultRecovered e -> Aggregate.pause(state, e.job(), null);
            case Event.ResultSealed e -> Aggregate.sealed(state, e.job(), e.maxError(), out);
            case Event.QuarantineRequested e -> Quarantines.requested(state, e, out);
            case Event.ReleaseRequested e -> Quarantines.released(state, e, out);
            case Event.DrainRequested e -> Drains.begun(state, e.worker(), out);
            case Event.ResumeRequested e -> Drains.ended(state, e.worker(), out);
            case Event.RemovalRequested e -> Drains.removed(state, e.worker(), out);
            case Event.OperandRemoved e -> Eviction.operandRemoved(state, e.operand(), out);
            case Event.StoreFailing e -> {
                state.storeFailing = e.reason();
                state.fleet.open.news();
            }
            case Event.StoreRecovered e -> {
                state.storeFailing = null;
                state.fleet.openAll();
            }
        }
        Dispatch.handOut(state, out);
        return out.step();
    }

    @Override
    public List<WorkerView> workers() {
        List<WorkerView> views = new ArrayList<>(state.fleet.size());
        state.fleet.workers().forEach(worker -> views.add(worker.view()));
        state.fleet.recentlyGone().forEach(worker -> views.add(worker.view()));
        return views;
    }

    @Override
    public List<JobView> jobs() {
        List<JobView> views = new ArrayList<>(state.finished());
        state.jobs().forEach(job -> views.add(job.view()));
        views.sort((x, y) -> y.submittedAt().compareTo(x.submittedAt()));
        return views;
    }

    @Override
    public List<RunningTask> running() {
        return state.leases.values().stream().map(Lease::view).toList();
    }

    @Override
    public Map<OperandId, Integer> holders() {
        return state.fleet.residency.holders();
    }

    @Override
    public List<FaultView> faults() {
        return state.faults.latest();
    }

    @Override
    public int activeWorkers() {
        return state.fleet.size();
    }

    @Override
    public int unfinishedJobs() {
        return state.jobs().size();
    }

    @Override
    public int jobsCompleted() {
        return state.jobsCompleted();
    }

    @Override
    public double averageResponseMs() {
        return state.averageResponseMs();
    }

    @Override
    public @Nullable String trouble() {
        return state.storeFailing;
    }

    /** What is broken in the state: empty unless the core has a defect. Costs time; meant for tests. */
    public List<String> violations() {
        return Invariants.violations(state);
    }

    Transitions<ChunkState> chunkTransitions() {
        return state.chunkTransitions;
    }

    Transitions<JobState> jobTransitions() {
        return state.jobTransitions;
    }
}
