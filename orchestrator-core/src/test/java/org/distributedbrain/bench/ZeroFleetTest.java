package org.distributedbrain.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.bench.Conduct.Misconduct;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zero workers at a real orchestrator. */
class ZeroFleetTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Orchestrator grid;

    @BeforeEach
    void open() {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
    }

    @AfterEach
    void close() {
        grid.close();
    }

    @Test
    void zeros_are_the_right_product_of_zeros() throws Exception {
        try (ZeroFleet fleet = new ZeroFleet(join(), ZeroEvents.NONE)) {
            fleet.add(3, Conduct.PROMPT, LIMIT);
            JobView job = run(200);
            assertThat(job.state()).as(String.valueOf(job)).isEqualTo(JobState.DONE);
            assertThat(job.metrics().workersUsed()).isBetween(1, 3);
            assertThat(fleet.counts().rejected()).isZero();
            assertThat(fleet.counts().bytesIn()).isGreaterThan(job.metrics().bytesOut());
            assertThat(fleet.counts().bytesOut()).isGreaterThan(job.metrics().bytesIn());
            try (Matrix c = MatrixFile.read(grid.result(job.id()), folder)) {
                assertThat(c.at(199, 199)).isZero();
            }
        }
    }

    @Test
    void simulated_computing_takes_its_time() throws Exception {
        try (ZeroFleet fleet = new ZeroFleet(join(), ZeroEvents.NONE)) {
            fleet.add(1, Conduct.PROMPT.computing(100e6), LIMIT);
            JobView job = run(200);
            assertThat(job.metrics().computeMs()).isGreaterThan(159); // 16 million operations
            assertThat(job.metrics().totalMs()).isGreaterThan(159);
        }
    }

    @Test
    void a_liar_is_found_out() throws Exception {
        Set<ZeroWorker> liars = ConcurrentHashMap.newKeySet();
        ZeroEvents events = new ZeroEvents() {
            @Override
            public void rejected(ZeroWorker worker, TaskId task, String reason) {
                liars.add(worker);
            }
        };
        try (ZeroFleet fleet = new ZeroFleet(join(), events)) {
            fleet.add(1, Conduct.PROMPT, LIMIT);
            ZeroWorker liar = fleet.add(1, Conduct.PROMPT.misbehaving(Misconduct.LIES, 0), LIMIT)
                    .getFirst();
            assertThat(run(400).state()).isEqualTo(JobState.DONE);
            assertThat(liars).containsExactly(liar);
        }
    }

    @Test
    void one_that_hangs_up_loses_nothing() throws Exception {
        try (ZeroFleet fleet = new ZeroFleet(join(), ZeroEvents.NONE)) {
            fleet.add(1, Conduct.PROMPT, LIMIT);
            fleet.add(1, Conduct.PROMPT.misbehaving(Misconduct.CLOSES, 0), LIMIT);
            assertThat(run(400).state()).isEqualTo(JobState.DONE);
            assertThat(fleet.counts().lost()).isOne();
            assertThat(fleet.size()).isOne();
        }
    }

    @Test
    void a_wrong_key_is_told_in_the_orchestrators_words() throws Exception {
        URI wrong = URI.create(join().toString().replaceAll("#.*", "#wrong"));
        try (ZeroFleet fleet = new ZeroFleet(wrong, ZeroEvents.NONE)) {
            assertThatThrownBy(() -> fleet.add(1, Conduct.PROMPT, LIMIT))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("0 of 1")
                    .hasMessageContaining("key");
        }
    }

    private URI join() {
        return grid.invitation().best();
    }

    private JobView run(int side) throws InterruptedException {
        Path a = Operands.zeros(folder.resolve("a.npy"), side, side);
        Path b = Operands.random(folder.resolve("b.npy"), side, side, 1);
        JobView job = grid.submit(new JobSpec(new MatmulSource.Files(a, b), "zeros"));
        return grid.await(job.id(), LIMIT);
    }
}
