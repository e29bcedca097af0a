package org.distributedbrain.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;

/** What carries the core's commands out in a simulated grid: verification, a store and a file system that take their time and break sometimes. */
final class SimulatedShell {
    private final Simulation world;
    private final Random random;
    private final SimulationLedger ledger;

    /** Values that are here, and whether they are wrong. */
    private final Map<TaskId, Boolean> wrongReturns = new HashMap<>();

    private final Map<TaskId, ChunkId> tasks = new HashMap<>();
    private final Set<JobId> released = new HashSet<>();

    SimulatedShell(Simulation world, Random random, SimulationLedger ledger) {
        this.world = world;
        this.random = random;
        this.ledger = ledger;
    }

    void resultArrives(WorkerId worker, TaskId task, Chunk chunk, boolean wrong) {
        world.must(
                tasks.containsKey(task),
                "a result of task " + task + " that was never handed out, chunk " + chunk.id());
        wrongReturns.put(task, wrong);
        if (wrong && !world.weather.isUnchecked(chunk.id().job())) {
            ledger.lied(worker);
        }
    }

    /** Everything is over. */
    void settle() {
        world.must(wrongReturns.isEmpty(), "values are kept that nobody needs, of tasks " + wrongReturns.keySet());
        world.must(
                released.equals(ledger.ended().keySet()),
                "jobs ended and were not released: " + ledger.ended() + ", released " + released);
    }

    void carryOut(Command command) {
        switch (command) {
            case Command.ConfirmJob c -> ledger.confirmed(c.job());
            case Command.ReopenJob c -> reopen(c);
            case Command.TellEstimate c -> {}
            case Command.ReserveParts c ->
                world.inThisRun(
                        millis(30),
                        () -> world.happens(
                                random.nextInt(50) == 0 && world.chaos()
                                        ? new Event.PartsRefused(c.job(), "the disk is full")
                                        : new Event.PartsReserved(c.job())));
            case Command.RefuseJob c -> {
                world.must(
                        world.weather.storeFailing() || c.sentence().equals("the disk is full"),
                        "job " + c.job() + " was refused: " + c.sentence());
                world.must(
                        world.weather.refused(c.job()),
                        "job " + c.job() + " was refused without having been submitted");
            }
            case Command.SendChunk c -> {
                mayBeGiven(c);
                world.must(tasks.put(c.task(), c.chunk().id()) == null, "task number " + c.task() + " was used twice");
                world.must(
                        !world.weather.storeFailing(),
                        "task " + c.task() + " was handed out while nothing can be stored");
                ledger.attempts.handedOut(c);
                toWorker(c.worker(), worker -> worker.receive(c));
            }
            case Command.CancelTask c -> toWorker(c.worker(), worker -> worker.cancel(c.task()));
            case Command.ReleaseOperands c -> toWorker(c.worker(), worker -> worker.release(c.blocks()));
            case Command.CloseWorker c -> close(c.worker());
            case Command.ConfirmStanding c -> world.weather.operator().confirmed(c.worker());
            case Command.DigestChunk c -> {
                String values = wrongReturns.getOrDefault(c.task(), false) ? "wrong in task " + c.task() : "right";
                world.inThisRun(
                        millis(30),
                        () -> world.happens(new Event.ChunkDigested(
                                c.task(), values, c.chunk().operations())));
            }
            case Command.CheckChunk c ->
                world.inThisRun(millis(30), () -> world.happens(new Event.ChunkChecked(c.task(), verdict(c.task()))));
            case Command.StoreChunk c -> {
                ledger.stores(c.chunk().id(), wrongReturns.get(c.task()));
                world.must(
                        !wrongReturns.get(c.task())
                                || world.weather.mayBeWrong(c.chunk().id().job()),
                        "wrong values of task " + c.task() + " are stored");
                world.inThisRun(
                        millis(30),
                        () -> world.happens(
                                random.nextInt(2_000) == 0 && world.chaos()
                                        ? new Event.JobBroken(c.chunk().id().job(), "the result file cannot be written")
                                        : new Event.ChunksStored(List.of(c.task()))));
            }
            case Command.SealResult c -> {
                ledger.mustBeWhole(c.job().id());
                seal(c.job().id());
            }
            case Command.AcceptResult c -> {
                ledger.mustBeDurable("verified " + tasks.get(c.task()));
                toWorker(c.worker(), worker -> worker.answered(c.task()));
            }
            case Command.RejectResult c -> {
                world.must(Set.of("wrong", "late", "invalid").contains(c.reason()), c.toString());
                toWorker(c.worker(), worker -> worker.answered(c.task()));
            }
            case Command.DropReturn c -> wrongReturns.remove(c.task());
            case Command.ReleaseJob c -> {
                ledger.mustBeDurable((c.keepResult() ? "done " : "ended ") + c.job());
                world.must(released.add(c.job()), "job " + c.job() + " was released twice");
            }
        }
    }

    /** Drained workers get nothing; quarantined ones neither, or on probation what is checked, and one at a time. */
    private void mayBeGiven(Command.SendChunk sent) {
        WorkerView view = world.view(sent.worker());
        Quarantine quarantine = view.standing().quarantine();
        world.must(
                !world.weather.operator().isDrained(sent.worker()), "a chunk was given to a drained worker: " + view);
        world.must(
                quarantine == null
                        || (quarantine.isOnProbation(world.now())
                                && !world.weather.isUnchecked(sent.chunk().id().job())
                                && view.unfinishedTasks() == 1),
                "a chunk was given to " + view);
    }

    /** The orchestrator was killed, and what it had in memory is gone. */
    void killed() {
        wrongReturns.clear();
        released.addAll(ledger.ended().keySet());
    }

    private void reopen(Command.ReopenJob command) {
        JobId job = command.job().id();
        Set<Integer> chunks = new HashSet<>();
        command.verified().forEach(chunk -> chunks.add(chunk.id().index()));
        world.must(
                chunks.equals(world.log().verified(job)),
                "job " + job + " is opened with other chunks than are durable");
        int chance = random.nextInt(20);
        Event outcome = chance == 0
                ? new Event.JobBroken(job, "A.npy was changed while the orchestrator was down")
                : chance < 4 && !chunks.isEmpty()
                        ? new Event.ResultLost(job, "the result was not whole")
                        : new Event.JobReopened(job);
        world.inThisRun(millis(3_000), () -> world.happens(outcome));
    }

    private void close(WorkerId id) {
        SimulatedWorker worker = world.weather.worker(id);
        world.must(worker != null && worker.connected, id + " is closed and was not connected");
        worker.connected = false;
    }

    private void seal(JobId job) {
        boolean breaks = random.nextInt(50) == 0;
        world.inThisRun(
                millis(50),
                () -> world.happens(
                        breaks ? new Event.JobBroken(job, "the disk is gone") : new Event.ResultSealed(job)));
        if (random.nextInt(50) == 0) {
            world.in(millis(50), () -> world.happens(new Event.CancelRequested(job)));
        }
    }

    private Verdict verdict(TaskId task) {
        return wrongReturns.getOrDefault(task, false)
                ? new Verdict.Wrong("row 0 is off")
                : new Verdict.Passed(new Evidence(3, 0.1, 0, null));
    }

    private void toWorker(WorkerId id, Consumer<SimulatedWorker> message) {
        SimulatedWorker worker = world.weather.worker(id);
        if (worker != null && worker.connected) {
            message.accept(worker);
        }
    }

    private Duration millis(int upTo) {
        return Duration.ofMillis(random.nextInt(upTo));
    }
}
