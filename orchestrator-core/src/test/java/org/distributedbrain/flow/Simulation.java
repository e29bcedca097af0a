package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;

/**
 * A whole grid in one thread on a simulated clock: the real core, and around it a fleet, a store and a file system that misbehave as a
 * seed says. The invariants of the outside world are checked with everything that happens, those of the core after every few steps.
 */
final class Simulation {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration CHAOS = Duration.ofMinutes(4);
    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final int TOLD = 60;

    /** Looking at everything takes longer than a step. When one seed is told again, it is done after each. */
    private static final int LOOK_EVERY =
            Integer.getInteger("simulation.look", Long.getLong("simulation.first") == null ? 8 : 1);

    private record Scheduled(Instant at, long order, Runnable action) implements Comparable<Scheduled> {
        @Override
        public int compareTo(Scheduled other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Put into words only when something goes wrong: most of a run's time would go into them otherwise. */
    private record Told(Duration at, String kind, Object what) {
        @Override
        public String toString() {
            return at + "  " + kind + what;
        }
    }

    private final long seed;
    private final Random random;
    private Orchestration core = new Orchestration(FlowLimits.DEFAULT, 1);
    private final DurableLog log = new DurableLog();
    private final Set<Transitions.Edge<ChunkState>> chunkEdges = new HashSet<>();
    private final Set<Transitions.Edge<JobState>> jobEdges = new HashSet<>();
    private int runs;
    private Instant durableAt = START;
    private final PriorityQueue<Scheduled> future = new PriorityQueue<>();
    private final Deque<Told> story = new ArrayDeque<>();
    private final SimulationLedger ledger = new SimulationLedger();
    private final SimulatedShell shell;
    final SimulatedWeather weather;
    private Instant now = START;
    private long order;
    private long steps;
    private boolean over;

    Simulation(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.shell = new SimulatedShell(this, random, ledger);
        this.weather = new SimulatedWeather(this, random, seed);
    }

    /** Runs the seed's whole story. @throws AssertionError that tells it, when anything is not as it must be */
    void run() {
        try {
            weather.begins();
            if (random.nextInt(4) == 0) {
                in(Duration.ofMillis(random.nextInt(150_000)), this::killed);
            }
            tick();
            in(CHAOS, weather::calm);
            while (!future.isEmpty() && now.isBefore(START.plus(PATIENCE)) && !finished()) {
                next();
            }
            must(finished(), "after " + PATIENCE + " jobs are unfinished: " + core.jobs());
            settle();
            rememberEdges();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "Seed " + seed + " failed after " + steps + " steps: " + e.getMessage() + "\nThe last events:\n"
                            + story.stream().map(Told::toString).collect(Collectors.joining("\n")),
                    e);
        }
    }

    private void next() {
        Scheduled next = future.remove();
        now = next.at;
        next.action.run();
    }

    /** All jobs have ended: what is still under way comes in, and then nobody may owe anybody anything. */
    private void settle() {
        over = true;
        while (!future.isEmpty()) {
            next();
        }
        look(new Event.ClockTicked());
        ledger.settle();
        shell.settle();
        for (SimulatedWorker worker : weather.workers()) {
            must(worker.owed().isEmpty(), worker.id() + " was never told to stop with " + worker.owed());
            must(
                    worker.unanswered().isEmpty(),
                    worker.id() + " was never told what became of its results " + worker.unanswered());
        }
    }

    Instant now() {
        return now;
    }

    boolean over() {
        return over;
    }

    boolean chaos() {
        return now.isBefore(START.plus(CHAOS));
    }

    private boolean finished() {
        return !chaos() && ledger.ended().size() == weather.submitted();
    }

    void in(Duration delay, Runnable action) {
        future.add(new Scheduled(now.plus(delay), order++, action));
    }

    /** The same for what the orchestrator itself does: it does not happen when that is killed before. */
    void inThisRun(Duration delay, Runnable action) {
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
        rememberEdges();
        runs++;
        core = new Orchestration(FlowLimits.DEFAULT, 1_000_000L * runs);
        durableAt = now;
        weather.killed(log.accepted().keySet());
        ledger.killed(log);
        shell.killed();
        happens(new Event.Restarted(log.unfinished()));
    }

    private void rememberEdges() {
        chunkEdges.addAll(core.chunkTransitions().taken());
        jobEdges.addAll(core.jobTransitions().taken());
    }

    WorkerView view(WorkerId worker) {
        return core.workers().stream()
                .filter(view -> view.id().equals(worker))
                .findFirst()
                .orElseThrow();
    }

    DurableLog log() {
        return log;
    }

    void must(boolean holds, String sentence) {
        if (!holds) {
            throw new AssertionError(sentence);
        }
    }

    void resultArrives(WorkerId worker, TaskId task, Chunk chunk, boolean wrong) {
        shell.resultArrives(worker, task, chunk, wrong);
    }

    /** Something happens: one step of the core, and its consequences. */
    void happens(Event event) {
        tell("event    ", event);
        Step step = core.step(event, now);
        steps++;
        for (Fact fact : step.facts()) {
            tell("fact     ", fact);
            ledger.record(fact, now);
        }
        Duration commit = commit(step.facts());
        for (Command command : step.commands()) {
            tell("command  ", command);
            if (command instanceof Command.Promise && !commit.isZero()) {
                inThisRun(commit, () -> shell.carryOut(command));
            } else {
                shell.carryOut(command);
            }
        }
        if (steps % LOOK_EVERY == 0) {
            look(event);
        }
    }

    /** Makes facts durable after those before them; how long until everything decided so far is. */
    private Duration commit(List<Fact> facts) {
        if (!facts.isEmpty()) {
            Instant written = now.plusMillis(1 + random.nextInt(20));
            durableAt = written.isAfter(durableAt) ? written : durableAt;
            inThisRun(
                    Duration.between(now, durableAt),
                    () -> facts.forEach(fact -> {
                        log.add(fact);
                        ledger.becomesDurable(fact);
                    }));
        }
        return durableAt.isAfter(now) ? Duration.between(now, durableAt) : Duration.ZERO;
    }

    private void look(Event event) {
        List<String> broken = core.violations();
        if (!broken.isEmpty()) {
            throw new AssertionError("after " + event + ": " + broken);
        }
    }

    private void tick() {
        happens(new Event.ClockTicked());
        if (!over) {
            in(Duration.ofSeconds(1), this::tick);
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
        return ledger.ended();
    }
}
