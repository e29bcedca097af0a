package org.distributedbrain.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/** What befalls a simulated grid from outside: devices come and go, jobs of every kind are submitted, operands put and removed, disks fill. */
final class SimulatedWeather {
    private static final List<MatmulSize> RESIDENT_SIZES =
            List.of(new MatmulSize(500, 200, 300), new MatmulSize(900, 200, 300));

    private final Simulation world;
    private final Random random;
    private final long seed;
    private final Map<WorkerId, SimulatedWorker> fleet = new LinkedHashMap<>();
    private final List<JobId> submitted = new ArrayList<>();
    private final OperandRef resident;
    private final Set<JobId> unchecked = new HashSet<>();
    private final Set<JobId> vouched = new HashSet<>();
    private final SimulatedOperator operator;
    private boolean storeFailing;
    private long jobs;

    SimulatedWeather(Simulation world, Random random, long seed) {
        this.world = world;
        this.random = random;
        this.seed = seed;
        this.operator = new SimulatedOperator(world, random);
        this.resident = new OperandRef(new OperandId("resident"), true);
    }

    void begins() {
        int devices = 1 + random.nextInt(6);
        for (int i = 0; i < devices; i++) {
            String name = "w" + i;
            world.in(Duration.ofMillis(random.nextInt(20_000)), () -> arrive(name));
        }
        int wanted = 1 + random.nextInt(4);
        for (int i = 0; i < wanted; i++) {
            world.in(Duration.ofMillis(random.nextInt(60_000)), this::submit);
        }
        if (random.nextInt(4) == 0) {
            world.in(Duration.ofMillis(random.nextInt(120_000)), this::storeFails);
        }
        operator.begins(devices);
        if (random.nextInt(3) == 0) {
            world.in(
                    Duration.ofMillis(random.nextInt(120_000)),
                    () -> world.happens(new Event.OperandRemoved(resident.id())));
        }
    }

    /** The weather clears: an honest device with room for everything comes and stays. */
    void calm() {
        SimulatedWorker honest =
                new SimulatedWorker(world, random, profile("honest", Long.MAX_VALUE, Long.MAX_VALUE), false);
        fleet.put(honest.id(), honest);
        honest.join();
    }

    /** The orchestrator was killed: all connections break, and of its jobs only these are known. */
    void killed(Set<JobId> known) {
        fleet.values().forEach(worker -> worker.connected = false);
        submitted.retainAll(known);
        storeFailing = false;
        operator.killed();
    }

    SimulatedOperator operator() {
        return operator;
    }

    boolean storeFailing() {
        return storeFailing;
    }

    /** Whether whatever comes back is taken, as the requestor wanted. */
    boolean isUnchecked(JobId job) {
        return unchecked.contains(job);
    }

    boolean refused(JobId job) {
        return submitted.remove(job);
    }

    int submitted() {
        return submitted.size();
    }

    @Nullable SimulatedWorker worker(WorkerId id) {
        return fleet.get(id);
    }

    Collection<SimulatedWorker> workers() {
        return fleet.values();
    }

    private void arrive(String name) {
        if (!world.chaos()) {
            return;
        }
        SimulatedWorker before = fleet.get(new WorkerId(name));
        if (before != null && before.connected && random.nextBoolean()) {
            before.connected = false; // the new connection replaces one that nobody noticed to be dead
        } else if (before != null) {
            before.leave(random.nextBoolean());
        }
        long memory = random.nextInt(3) == 0 ? 100_000 + random.nextInt(900_000) : Long.MAX_VALUE;
        long cache = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Math.min(memory, 100_000);
            default -> memory;
        };
        SimulatedWorker worker =
                new SimulatedWorker(world, random, profile(name, memory, cache), random.nextInt(4) == 0);
        fleet.put(worker.id(), worker);
        worker.join();
        world.in(Duration.ofMillis(5_000 + random.nextInt(100_000)), () -> arrive(name));
    }

    private WorkerProfile profile(String name, long memory, long cache) {
        return new WorkerProfile(
                new WorkerId(name),
                name,
                "unknown",
                "js",
                "simulated",
                Set.of("matmul", "mandelbrot"),
                memory,
                memory,
                cache,
                random.nextInt(4) == 0 ? Set.of(GeneratedBlock.GENERATOR) : Set.of(),
                "127.0.0.1",
                null,
                world.log().standing(new WorkerId(name)),
                Capabilities.UNTOLD);
    }

    private void submit() {
        JobId id = new JobId(new UUID(seed, ++jobs).toString());
        submitted.add(id);
        world.happens(new Event.JobSubmitted(job(id)));
        if (random.nextInt(6) == 0) {
            world.in(Duration.ofMillis(random.nextInt(30_000)), () -> world.happens(new Event.CancelRequested(id)));
        }
        if (random.nextInt(50) == 0) {
            world.in(
                    Duration.ofMillis(random.nextInt(5_000)),
                    () -> world.happens(new Event.JobBroken(id, "A.npy cannot be read any more")));
        }
    }

    /** Small, of several chunks a worker, with a long inner side, or with an operand on the grid. */
    private Job job(JobId id) {
        Priority priority = Priority.values()[random.nextInt(3)];
        Partition partition = Partition.values()[random.nextInt(3)];
        Verification verification = random.nextInt(10) == 0 ? Verification.NONE : Verification.FREIVALDS;
        if (verification == Verification.NONE) {
            unchecked.add(id);
        }
        if (random.nextInt(4) == 0) {
            return tiles(id, partition, priority);
        }
        JobOptions options = new JobOptions(partition, priority, verification);
        return switch (random.nextInt(8)) {
            case 0, 1 -> job(id, new MatmulSize(200 + random.nextInt(1_500), 400, 300), options, false);
            case 2 -> job(id, new MatmulSize(20 + random.nextInt(60), 3_000, 40), options, false);
            case 3, 4 -> job(id, RESIDENT_SIZES.get(random.nextInt(RESIDENT_SIZES.size())), options, true);
            default ->
                job(
                        id,
                        new MatmulSize(1 + random.nextInt(60), 1 + random.nextInt(40), 1 + random.nextInt(40)),
                        options,
                        false);
        };
    }

    /** Without operands, verified by comparison; a quorum that cannot be had is given up by its requestor. */
    private Job tiles(JobId id, Partition partition, Priority priority) {
        unchecked.remove(id);
        int rows = 40 + random.nextInt(400);
        int cols = 40 + random.nextInt(400);
        Verification verification = random.nextInt(4) == 0 ? Verification.quorum(2, 3) : Verification.SPOT;
        if (verification.method() == Verification.Method.SPOT) {
            vouched.add(id);
        } else {
            world.in(Duration.ofMinutes(10), () -> world.happens(new Event.CancelRequested(id)));
        }
        TileSource source = new TileSource("mandelbrot", rows, cols, 1_000, new TreeMap<>());
        JobOptions options = new JobOptions(partition, priority, verification);
        return Job.of(id, new MatmulSize(rows, 1, cols), source, options, "simulated", List.of(), world.now());
    }

    /** Whether a wrong value may get into the job's result: nobody checks, or a record vouches. */
    boolean mayBeWrong(JobId job) {
        return isUnchecked(job) || vouched.contains(job);
    }

    private Job job(JobId id, MatmulSize size, JobOptions options, boolean withResidentB) {
        Job own = TestJobs.job(id, size, options, "simulated", List.of(), world.now());
        OperandRef b = withResidentB ? resident : OperandRef.own(id, Operand.B);
        return new Job(id, size, own.source(), own.a(), b, options, "simulated", List.of(), world.now(), null);
    }

    private void storeFails() {
        storeFailing = true;
        world.happens(new Event.StoreFailing("The disk is full."));
        world.inThisRun(Duration.ofMillis(random.nextInt(20_000)), () -> {
            storeFailing = false;
            world.happens(new Event.StoreRecovered());
        });
    }
}
