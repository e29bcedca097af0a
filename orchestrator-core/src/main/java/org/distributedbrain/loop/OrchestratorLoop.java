package org.distributedbrain.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.Orchestration;
import org.distributedbrain.flow.Step;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.publish.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the core. It drains the mailbox, steps every event, hands facts to the store and commands to the runner, and
 * never blocks on either.
 */
public final class OrchestratorLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrchestratorLoop.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

    private final Orchestration core;
    private final Mailbox mailbox;
    private final Commits commits;
    private final Consumer<Command> run;
    private final Publisher publisher;
    private final InstantSource clock;
    private final Thread thread;
    private final Pulse pulse = new Pulse();
    private volatile boolean closing;
    private Instant nextTick;

    /**
     * @param run carries a command out, or hands it to another thread, and returns at once; outcomes come back by {@link Mailbox#reply}
     * @param write stores facts in order, in one transaction
     */
    public OrchestratorLoop(
            Orchestration core,
            Mailbox mailbox,
            Consumer<Command> run,
            Function<List<Fact>, CompletableFuture<Void>> write,
            Publisher publisher,
            InstantSource clock) {
        this.core = core;
        this.mailbox = mailbox;
        this.run = run;
        this.publisher = publisher;
        this.clock = clock;
        this.nextTick = clock.instant();
        this.commits = new Commits(write, mailbox::wake, this::carryOut, this::handle);
        this.thread = Thread.ofPlatform().name("orchestrator").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Pulse pulse() {
        return pulse;
    }

    private void run() {
        while (!closing || !commits.isDone()) {
            try {
                turn();
            } catch (InterruptedException e) {
                return; // close() waited long enough for the store
            } catch (RuntimeException | Error e) {
                LOG.error("The orchestrator met a defect in itself and goes on", e);
            }
        }
    }

    private void turn() throws InterruptedException {
        Mailbox.Batch batch = mailbox.take(untilNextTurn());
        long began = System.nanoTime();
        batch.replies().forEach(this::handle);
        batch.events().forEach(this::handle);
        tick();
        commits.flush(clock.instant());
        publisher.publish(core, clock.instant());
        pulse.turned(System.nanoTime() - began);
    }

    private long untilNextTurn() {
        Instant now = clock.instant();
        Instant next = publisher.pending() ? publisher.nextAt() : nextTick;
        Instant turn = next.isBefore(nextTick) ? next : nextTick;
        return Math.clamp(Duration.between(now, turn).toNanos(), 0, TICK.toNanos());
    }

    private void tick() {
        Instant now = clock.instant();
        if (!now.isBefore(nextTick)) {
            nextTick = now.plus(TICK);
            handle(new Event.ClockTicked());
        }
    }

    private void handle(Event event) {
        try {
            Step step = core.step(event, clock.instant());
            for (Fact fact : step.facts()) {
                commits.fact(fact);
                if (fact instanceof Fact.ChunkVerified done) {
                    publisher.computed(done.operations(), done.at());
                } else if (fact instanceof Fact.AttemptEnded(Attempt attempt)) {
                    publisher.ended(attempt);
                }
            }
            for (Command command : step.commands()) {
                if (command instanceof Command.Promise) {
                    commits.promise(command);
                } else {
                    carryOut(command);
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The orchestrator met a defect in itself on {} and goes on", event, e);
        }
    }

    /** One command that fails does not keep those after it from being carried out. */
    private void carryOut(Command command) {
        try {
            run.accept(command);
        } catch (RuntimeException | Error e) {
            LOG.error("{} could not be carried out", command, e);
        }
    }

    /** Ends the thread after what was decided is durable, or after some seconds when the store does not take it. */
    @Override
    public void close() {
        closing = true;
        mailbox.close();
        try {
            if (!thread.join(LAST_COMMIT)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
