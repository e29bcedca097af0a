package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.distributedbrain.job.JobState;
import org.junit.jupiter.api.Test;

/**
 * The main test of the core. {@code -Dsimulation.first=N -Dsimulation.seeds=1} tells one seed's story again.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 300);

    @Test
    void every_job_ends_rightly_whatever_the_fleet_does_and_every_edge_is_visited() {
        Set<Transitions.Edge<ChunkState>> chunkEdges = ConcurrentHashMap.newKeySet();
        Set<Transitions.Edge<JobState>> jobEdges = ConcurrentHashMap.newKeySet();
        Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
        LongAdder steps = new LongAdder();
        LongStream.range(FIRST, FIRST + SEEDS).parallel().forEach(seed -> {
            Simulation simulation = new Simulation(seed);
            simulation.run();
            chunkEdges.addAll(simulation.chunkEdges());
            jobEdges.addAll(simulation.jobEdges());
            steps.add(simulation.steps());
            simulation.ended().values().forEach(how -> outcomes.merge(how.split("[:\\n]", 2)[0], 1, Integer::sum));
        });
        System.out.println("Simulated " + SEEDS + " fleets, " + steps + " steps; jobs: " + outcomes);
        assertThat(outcomes.getOrDefault("done", 0)).isPositive();
        if (SEEDS >= 1_000) {
            assertThat(chunkEdges).isEqualTo(Transitions.chunks().allowed());
            assertThat(jobEdges).isEqualTo(Transitions.jobs().allowed());
        }
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        Simulation once = new Simulation(42);
        Simulation again = new Simulation(42);
        once.run();
        again.run();
        assertThat(again.steps()).isEqualTo(once.steps());
        assertThat(again.ended()).isEqualTo(once.ended());
    }
}
