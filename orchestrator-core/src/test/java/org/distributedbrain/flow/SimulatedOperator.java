package org.distributedbrain.flow;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.distributedbrain.job.WorkerId;

/** Who drains, resumes and removes workers of a simulated grid, whether they are connected or not. */
final class SimulatedOperator {
    private final Simulation world;
    private final Random random;
    private final Set<WorkerId> drained = new HashSet<>();
    private int unanswered;

    SimulatedOperator(Simulation world, Random random) {
        this.world = world;
        this.random = random;
    }

    void begins(int devices) {
        int wishes = random.nextInt(6);
        for (int i = 0; i < wishes; i++) {
            WorkerId worker = new WorkerId("w" + random.nextInt(devices));
            world.in(Duration.ofMillis(random.nextInt(120_000)), () -> wish(worker));
        }
    }

    private void wish(WorkerId worker) {
        if (!world.chaos()) {
            return;
        }
        unanswered++;
        switch (random.nextInt(3)) {
            case 0 -> {
                drained.add(worker);
                world.happens(new Event.DrainRequested(worker));
            }
            case 1 -> {
                drained.remove(worker);
                world.happens(new Event.ResumeRequested(worker));
            }
            default -> world.happens(new Event.RemovalRequested(worker));
        }
    }

    boolean isDrained(WorkerId worker) {
        return drained.contains(worker);
    }

    void confirmed(WorkerId worker) {
        world.must(unanswered > 0, "nobody wanted anything of " + worker);
        unanswered--;
    }

    /** The orchestrator was killed: it knows of no drain, and answers nobody. */
    void killed() {
        drained.clear();
        unanswered = 0;
    }
}
