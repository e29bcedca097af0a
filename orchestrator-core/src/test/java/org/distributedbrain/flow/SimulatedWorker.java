package org.distributedbrain.flow;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;

/** One connection of a device in the simulation: honest or not, quick or stalling, and free to answer late, twice or never. */
final class SimulatedWorker {
    private final Simulation world;
    private final Random random;
    private final Set<BlockId> held = new HashSet<>();
    private final Set<TaskId> cancelled = new HashSet<>();

    /** Handed to it and not answered or cancelled. */
    private final Set<TaskId> owed = new HashSet<>();

    /** Returned by it and neither accepted nor rejected. */
    private final Set<TaskId> unanswered = new HashSet<>();

    final WorkerProfile profile;
    boolean connected = true;
    private boolean frozen;
    private final boolean liar;

    /** A liar may be patient. */
    private final int honestAtFirst;

    private int tasks;

    SimulatedWorker(Simulation world, Random random, WorkerProfile profile, boolean liar) {
        this.world = world;
        this.random = random;
        this.profile = profile;
        this.liar = liar;
        this.honestAtFirst = liar && random.nextBoolean() ? 12 + random.nextInt(20) : 0;
    }

    WorkerId id() {
        return profile.id();
    }

    void join() {
        world.happens(new Event.WorkerJoined(profile));
        beat();
    }

    private void beat() {
        world.in(Duration.ofSeconds(5), () -> {
            if (connected && !frozen && !world.over()) {
                world.happens(new Event.WorkerHeard(id()));
                beat();
            }
        });
    }

    void receive(Command.SendChunk sent) {
        TaskId task = sent.task();
        Chunk chunk = sent.chunk();
        world.must(
                sent.generated().isEmpty() || profile.generators().contains(GeneratedBlock.GENERATOR),
                id() + " is to generate blocks and cannot");
        for (OperandBlock block : sent.missing()) {
            world.must(held.add(block.id()), id() + " was sent block " + block.id() + " which it holds");
        }
        for (GeneratedBlock made : sent.generated()) {
            world.must(held.add(made.block().id()), id() + " is to generate block " + made + " which it holds");
        }
        world.must(
                chunk.operands().stream().allMatch(block -> held.contains(block.id())),
                "task " + task + " needs a block " + id() + " never got");
        owed.add(task);
        world.must(owed.size() <= FlowLimits.DEFAULT.window(), id() + " has more tasks than its window: " + owed);
        if (world.chaos() && random.nextInt(40) == 0) {
            world.in(delay(1_000), () -> say(new Event.WorkerPaused(id())));
            world.in(delay(60_000).plusSeconds(1), () -> say(new Event.WorkerResumed(id())));
        }
        double fate = world.chaos() ? random.nextDouble() : 1;
        if (fate < 0.03) {
            boolean clean = random.nextBoolean();
            world.in(delay(5), () -> leave(clean));
        } else if (fate < 0.05) {
            frozen = true; // silent from now on, as a suspended phone is
        } else if (fate < 0.07) {
            return; // keeps beating, never answers
        } else if (fate < 0.10) {
            world.in(delay(200), () -> {
                if (!frozen) {
                    owed.remove(task);
                }
                say(new Event.TaskFailed(id(), task, "out_of_memory"));
            });
        } else {
            compute(task, chunk, fate);
        }
    }

    private void compute(TaskId task, Chunk chunk, double fate) {
        Duration transfer = delay(50);
        Duration compute = fate < 0.14 ? Duration.ofSeconds(200 + random.nextInt(400)) : delay(2_000);
        boolean wrong = liar && world.chaos() && ++tasks > honestAtFirst && random.nextDouble() < 0.5;
        world.in(transfer, () -> say(new Event.TaskStarted(id(), task)));
        world.in(transfer.plus(compute), () -> {
            if (cancelled.contains(task) && random.nextBoolean()) {
                return;
            }
            say(new Event.TaskComputed(id(), task, compute.toMillis()));
            world.in(delay(50), () -> answer(task, chunk, wrong));
            if (fate < 0.2) {
                world.in(delay(5_000), () -> answer(task, chunk, wrong)); // the same result twice
            }
        });
    }

    private void answer(TaskId task, Chunk chunk, boolean wrong) {
        if (connected && !frozen) {
            world.resultArrives(id(), task, chunk, wrong);
            owed.remove(task);
            unanswered.add(task);
            world.happens(new Event.ChunkReturned(id(), task));
        }
    }

    private void say(Event event) {
        if (connected && !frozen) {
            world.happens(event);
        }
    }

    void cancel(TaskId task) {
        world.must(owed.remove(task), id() + " was told to cancel task " + task + " which it does not owe");
        cancelled.add(task);
    }

    /** The result of a task was accepted or rejected. */
    void answered(TaskId task) {
        unanswered.remove(task);
    }

    Set<TaskId> owed() {
        return connected ? owed : Set.of();
    }

    Set<TaskId> unanswered() {
        return connected ? unanswered : Set.of();
    }

    void release(List<BlockId> blocks) {
        blocks.forEach(block -> world.must(
                held.remove(block), id() + " was told to release block " + block + " which it does not hold"));
    }

    /** The socket closes; an unclean end is noticed at once, as a closed connection is. */
    void leave(boolean clean) {
        if (connected) {
            connected = false;
            world.happens(new Event.WorkerLeft(id(), clean, "simulated"));
        }
    }

    private Duration delay(int upToMillis) {
        return Duration.ofMillis(1 + random.nextInt(upToMillis));
    }
}
