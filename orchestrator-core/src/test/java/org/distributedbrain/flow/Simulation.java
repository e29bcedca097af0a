package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;

/**
 * A whole grid in one thread on a simulated clock: the real core, and around it a fleet, a store and a file system that misbehave as a
 * seed says. After every step the core's invariants and those of the outside world are checked.
 */
final class Simulation {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration CHAOS = Duration.ofMinutes(4);
    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final int TOLD = 60;

    private record Scheduled(Instant at, long order, Runnable action) implements Comparable<Scheduled> {
        @Override
        public int compareTo(Scheduled other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final long seed;
    private final Random random;
    private Orchestration core = new Orchestration(FlowLimits.DEFAULT, 1);
    private final DurableLog log = new DurableLog();
    private int runs;
    private Instant durableAt = START;
    private final PriorityQueue<Scheduled> future = new PriorityQueue<>();
    private final Map<WorkerId, SimulatedWorker> fleet = new LinkedHashMap<>();
    private final Map<TaskId, Boolean> wrongReturns = new HashMap<>();
    private final Deque<Told> story = new ArrayDeque<>();

    private final Map<JobId, Integer> accepted = new HashMap<>();
    private final Map<JobId, Set<ChunkId>> verified = new HashMap<>();
    private final Map<JobId, String> ended = new LinkedHashMap<>();
    private final Set<JobId> confirmed = new HashSet<>();
    private final Map<TaskId, ChunkId> tasks = new HashMap<>();
    private final Set<JobId> released = new HashSet<>();
    private final Set<String> durable = new HashSet<>();
    private final AttemptLedger attempts = new AttemptLedger();
    private final Set<Transitions.Edge<ChunkState>> chunkEdges = new HashSet<>();
    private final Set<Transitions.Edge<JobState>> jobEdges = new HashSet<>();
    private final List<JobId> submitted = new ArrayList<>();

    private final FaultTimeline faults = new FaultTimeline();
    private Instant now = START;
    private long order;
    private long steps;
    private boolean storeFailing;
    private boolean over;

    Simulation(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Runs the seed's whole story. @throws AssertionError that tells it, when anything is not as it must be */
    Orchestration run() {
        try {
            int devices = 1 + random.nextInt(6);
            for (int i = 0; i < devices; i++) {
                String name = "w" + i;
                in(Duration.ofMillis(random.nextInt(20_000)), () -> arrive(name));
            }
            int jobs = 1 + random.nextInt(4);
            for (int i = 0; i < jobs; i++) {
                in(Duration.ofMillis(random.nextInt(60_000)), this::submit);
            }
            if (random.nextInt(4) == 0) {
                in(Duration.ofMillis(random.nextInt(120_000)), this::storeFails);
            }
            if (random.nextInt(4) == 0) {
                in(Duration.ofMillis(random.nextInt(150_000)), this::killed);
            }
            tick();
            in(CHAOS, this::calm);
            while (!future.isEmpty() && now.isBefore(START.plus(PATIENCE)) && !finished()) {
                Scheduled next = future.remove();
                now = next.at;
                next.action.run();
            }
            must(finished(), "after " + PATIENCE + " jobs are unfinished: " + core.jobs());
            settle();
            return core;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "Seed " + seed + " failed after " + steps + " steps: " + e.getMessage() + "\nThe last events:\n"
                            + story.stream().map(Told::toString).collect(java.util.stream.Collectors.joining("\n")),
                    e);
        }
    }

    /** All jobs have ended: what is still under way comes in, and then nobody may owe anybody anything. */
    private void settle() {
        over = true;
        while (!future.isEmpty()) {
            Scheduled next = future.remove();
            now = next.at;
            next.action.run();
        }
        attempts.settle();
        faults.nothingIsOpen();
        must(wrongReturns.isEmpty(), "values are kept that nobody needs, of tasks " + wrongReturns.keySet());
        must(released.equals(ended.keySet()), "jobs ended and were not released: " + ended + ", released " + released);
        for (SimulatedWorker worker : fleet.values()) {
            must(worker.owed().isEmpty(), worker.id() + " was never told to stop with " + worker.owed());
            must(
                    worker.unanswered().isEmpty(),
                    worker.id() + " was never told what became of its results " + worker.unanswered());
        }
    }

    boolean over() {
        return over;
    }

    boolean chaos() {
        return now.isBefore(START.plus(CHAOS));
    }

    private boolean finished() {
        return !chaos() && ended.size() == submitted.size();
    }

    void in(Duration delay, Runnable action) {
        future.add(new Scheduled(now.plus(delay), order++, action));
    }

    /** The same for what the orchestrator itself does: it does not happen when that is killed before. */
    private void inThisRun(Duration delay, Runnable action) {
        int run = runs;
        in(delay, () -> {
            if (run == runs) {
                action.run();
            }
        });
    }

    /** The orchestrator is killed and started again: what was durable is all that it knows, and every connection breaks. */
    private void killed() {
        tell("KILLED   ", "and started again");
        chunkEdges.addAll(core.chunkTransitions().taken());
        jobEdges.addAll(core.jobTransitions().taken());
        runs++;
        core = new Orchestration(FlowLimits.DEFAULT, 1_000_000L * runs);
        fleet.values().forEach(worker -> worker.connected = false);
        attempts.forget();
        wrongReturns.clear();
        storeFailing = false;
        durableAt = now;
        submitted.retainAll(log.accepted().keySet());
        must(submitted.containsAll(confirmed), "a job that was confirmed is lost");
        accepted.keySet().retainAll(submitted);
        verified.keySet().retainAll(submitted);
        verified.forEach(
                (job, chunks) -> chunks.removeIf(chunk -> !log.verified(job).contains(chunk.index())));
        ended.keySet().retainAll(log.ended().keySet());
        released.addAll(ended.keySet());
        happens(new Event.Restarted(log.unfinished()));
    }

    private void reopen(Command.ReopenJob command) {
        JobId job = command.job().id();
        Set<Integer> chunks = new HashSet<>();
        command.verified().forEach(chunk -> chunks.add(chunk.id().index()));
        must(chunks.equals(log.verified(job)), "job " + job + " is opened with other chunks than are durable");
        int chance = random.nextInt(20);
        Event outcome = chance == 0
                ? new Event.JobBroken(job, "A.npy was changed while the orchestrator was down")
                : chance < 4 && !chunks.isEmpty()
                        ? new Event.ResultLost(job, "the result was not whole")
                        : new Event.JobReopened(job);
        inThisRun(millis(3_000), () -> happens(outcome));
    }

    void must(boolean holds, String sentence) {
        if (!holds) {
            throw new AssertionError(sentence);
        }
    }

    void resultArrives(TaskId task, Chunk chunk, boolean wrong) {
        must(tasks.containsKey(task), "a result of task " + task + " that was never handed out, chunk " + chunk.id());
        wrongReturns.put(task, wrong);
    }

    /** Something happens: one step of the core, and its consequences. */
    void happens(Event event) {
        tell("event    ", event);
        Step step = core.step(event, now);
        steps++;
        step.facts().forEach(this::record);
        Duration commit = commit(step.facts());
        for (Command command : step.commands()) {
            tell("command  ", command);
            if (command instanceof Command.Promise && !commit.isZero()) {
                inThisRun(commit, () -> carryOut(command));
            } else {
                carryOut(command);
            }
        }
        List<String> broken = core.violations();
        must(broken.isEmpty(), "after " + event + ": " + broken);
    }

    /** Makes facts durable after those before them; how long until everything decided so far is. */
    private Duration commit(List<Fact> facts) {
        if (!facts.isEmpty()) {
            Instant written = now.plusMillis(1 + random.nextInt(20));
            durableAt = written.isAfter(durableAt) ? written : durableAt;
            inThisRun(Duration.between(now, durableAt), () -> facts.forEach(this::becomesDurable));
        }
        return durableAt.isAfter(now) ? Duration.between(now, durableAt) : Duration.ZERO;
    }

    private void record(Fact fact) {
        tell("fact     ", fact);
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
            case Fact.FaultRecorded f -> faults.recorded(f);
            case Fact.FaultSettled f -> faults.settled(f);
            case Fact.WorkerEnlisted f -> {}
            case Fact.AttemptEnded f -> attempts.ended(f.attempt(), now);
            case Fact.WorkerMeasured f -> {}
            case Fact.WorkerCredited f -> must(f.computeMs() >= 0, "negative credit: " + f);
        }
    }

    /** Of what somebody may be promised. */
    private void becomesDurable(Fact fact) {
        log.add(fact);
        switch (fact) {
            case Fact.JobAccepted f -> durable.add("accepted " + f.job().id());
            case Fact.ChunkVerified f -> durable.add("verified " + f.chunk().id());
            case Fact.JobFinished f -> durable.add("done " + f.job());
            case Fact.JobFailed f -> durable.add("ended " + f.job());
            case Fact.JobCancelled f -> durable.add("ended " + f.job());
            case Fact.ResultLost f -> {}
            case Fact.FaultRecorded f -> {}
            case Fact.FaultSettled f -> {}
            case Fact.WorkerEnlisted f -> {}
            case Fact.WorkerCredited f -> {}
            case Fact.AttemptEnded f -> {}
            case Fact.WorkerMeasured f -> {}
        }
    }

    private void mustBeDurable(String what) {
        must(durable.contains(what), "promised before it is durable: " + what);
    }

    private void end(JobId job, String how) {
        must(ended.put(job, how) == null, "job " + job + " ended twice");
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.ConfirmJob c -> {
                mustBeDurable("accepted " + c.job());
                must(confirmed.add(c.job()), "job " + c.job() + " was confirmed twice");
            }
            case Command.ReopenJob c -> reopen(c);
            case Command.ReserveParts c ->
                inThisRun(
                        millis(30),
                        () -> happens(
                                random.nextInt(50) == 0 && chaos()
                                        ? new Event.PartsRefused(c.job(), "the disk is full")
                                        : new Event.PartsReserved(c.job())));
            case Command.RefuseJob c -> {
                must(
                        storeFailing || c.sentence().equals("the disk is full"),
                        "job " + c.job() + " was refused: " + c.sentence());
                must(submitted.remove(c.job()), "job " + c.job() + " was refused without having been submitted");
            }
            case Command.SendChunk c -> {
                must(tasks.put(c.task(), c.chunk().id()) == null, "task number " + c.task() + " was used twice");
                must(!storeFailing, "task " + c.task() + " was handed out while nothing can be stored");
                attempts.handedOut(c);
                toWorker(c.worker(), worker -> worker.receive(c.task(), c.chunk(), c.missing()));
            }
            case Command.CancelTask c -> toWorker(c.worker(), worker -> worker.cancel(c.task()));
            case Command.ReleaseOperands c -> toWorker(c.worker(), worker -> worker.release(c.blocks()));
            case Command.CloseWorker c -> close(c.worker());
            case Command.CheckChunk c ->
                inThisRun(millis(30), () -> happens(new Event.ChunkChecked(c.task(), verdict(c.task()))));
            case Command.StoreChunk c -> {
                must(!wrongReturns.get(c.task()), "wrong values of task " + c.task() + " are stored");
                inThisRun(
                        millis(30),
                        () -> happens(
                                random.nextInt(2_000) == 0 && chaos()
                                        ? new Event.JobBroken(c.chunk().id().job(), "the result file cannot be written")
                                        : new Event.ChunkStored(c.task())));
            }
            case Command.TellEstimate c -> {}
            case Command.SealResult c -> {
                verified.get(c.job().id()).forEach(chunk -> mustBeDurable("verified " + chunk));
                seal(c.job().id());
            }
            case Command.AcceptResult c -> {
                mustBeDurable("verified " + tasks.get(c.task()));
                toWorker(c.worker(), worker -> worker.answered(c.task()));
            }
            case Command.RejectResult c -> {
                must(Set.of("wrong", "late", "invalid").contains(c.reason()), c.toString());
                toWorker(c.worker(), worker -> worker.answered(c.task()));
            }
            case Command.DropReturn c -> wrongReturns.remove(c.task());
            case Command.ReleaseJob c -> {
                mustBeDurable((c.keepResult() ? "done " : "ended ") + c.job());
                must(released.add(c.job()), "job " + c.job() + " was released twice");
            }
        }
    }

    private void close(WorkerId id) {
        SimulatedWorker worker = fleet.get(id);
        must(worker != null && worker.connected, id + " is closed and was not connected");
        worker.connected = false;
    }

    private void seal(JobId job) {
        boolean breaks = random.nextInt(50) == 0;
        inThisRun(
                millis(50),
                () -> happens(breaks ? new Event.JobBroken(job, "the disk is gone") : new Event.ResultSealed(job)));
        if (random.nextInt(50) == 0) {
            in(millis(50), () -> happens(new Event.CancelRequested(job)));
        }
    }

    private Verdict verdict(TaskId task) {
        return wrongReturns.getOrDefault(task, false)
                ? new Verdict.Wrong("row 0 is off")
                : new Verdict.Passed(new Evidence(3, 0.1, 0, null));
    }

    private void toWorker(WorkerId id, java.util.function.Consumer<SimulatedWorker> message) {
        SimulatedWorker worker = fleet.get(id);
        if (worker != null && worker.connected) {
            message.accept(worker);
        }
    }

    private void arrive(String name) {
        if (!chaos()) {
            return;
        }
        SimulatedWorker before = fleet.get(new WorkerId(name));
        if (before != null && before.connected && random.nextBoolean()) {
            before.connected = false; // the new connection replaces one that nobody noticed to be dead
        } else if (before != null) {
            before.leave(random.nextBoolean());
        }
        long memory = random.nextInt(3) == 0 ? 100_000 + random.nextInt(900_000) : Long.MAX_VALUE;
        SimulatedWorker worker = new SimulatedWorker(this, random, name, random.nextInt(4) == 0, memory);
        fleet.put(worker.id(), worker);
        worker.join();
        in(Duration.ofMillis(5_000 + random.nextInt(100_000)), () -> arrive(name));
    }

    private void submit() {
        JobId id = new JobId(new UUID(seed, order).toString());
        MatmulSize size = new MatmulSize(1 + random.nextInt(60), 1 + random.nextInt(40), 1 + random.nextInt(40));
        if (random.nextInt(3) == 0) {
            size = new MatmulSize(200 + random.nextInt(2_000), 400, 300); // several chunks a worker
        }
        submitted.add(id);
        happens(new Event.JobSubmitted(TestJobs.job(id, size, "simulated", List.of(), now)));
        if (random.nextInt(6) == 0) {
            in(Duration.ofMillis(random.nextInt(30_000)), () -> happens(new Event.CancelRequested(id)));
        }
        if (random.nextInt(50) == 0) {
            in(millis(5_000), () -> happens(new Event.JobBroken(id, "A.npy cannot be read any more")));
        }
    }

    private void storeFails() {
        storeFailing = true;
        happens(new Event.StoreFailing("The disk is full."));
        inThisRun(Duration.ofMillis(random.nextInt(20_000)), () -> {
            storeFailing = false;
            happens(new Event.StoreRecovered());
        });
    }

    private void tick() {
        happens(new Event.ClockTicked());
        if (over) {
            return;
        }
        in(Duration.ofSeconds(1), this::tick);
    }

    /** The weather clears: an honest device with room for everything comes and stays. */
    private void calm() {
        SimulatedWorker honest = new SimulatedWorker(this, random, "honest", false, Long.MAX_VALUE);
        fleet.put(honest.id(), honest);
        honest.join();
    }

    private Duration millis(int upTo) {
        return Duration.ofMillis(random.nextInt(upTo));
    }

    /** Told only when something goes wrong: most of a run's time would go into words otherwise. */
    private record Told(Duration at, String kind, Object what) {
        @Override
        public String toString() {
            return at + "  " + kind + what;
        }
    }

    private void tell(String kind, Object what) {
        if (what instanceof Event.ClockTicked || what instanceof Event.WorkerHeard) {
            return;
        }
        if (story.size() == TOLD) {
            story.removeFirst();
        }
        story.addLast(new Told(Duration.between(START, now), kind, what));
    }

    /** Edges taken by runs that were killed. */
    Set<Transitions.Edge<ChunkState>> chunkEdges() {
        return chunkEdges;
    }

    Set<Transitions.Edge<JobState>> jobEdges() {
        return jobEdges;
    }

    long steps() {
        return steps;
    }

    Map<JobId, String> ended() {
        return ended;
    }
}
