package org.distributedbrain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.bench.liars.FleetWorker;
import org.distributedbrain.bench.liars.LiarFleet;
import org.distributedbrain.bench.liars.Lie;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liars of every kind beside honest workers, over real sockets: the results are right, and nobody is wronged. */
class LiarsOnGridTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int HONEST = 5;
    private static final int PATIENCE = 6;

    @TempDir
    Path folder;

    @Test
    void no_lie_gets_into_a_result_every_liar_is_quarantined_and_no_honest_worker() throws Exception {
        List<Lie> lies = new ArrayList<>(List.of(Lie.values()));
        lies.remove(Lie.NONE);
        lies.add(Lie.COLLUDER);
        try (Orchestrator grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
                LiarFleet fleet = LiarFleet.join(grid.invitation().best(), HONEST, lies, 4 * 32 * 32, PATIENCE)) {
            KnownProducts products = new KnownProducts(KnownProducts.SMALL);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            int jobs = 0;
            do {
                JobView job = grid.submit(new JobSpec(
                        new MatmulSource.Synthetic(KnownProducts.SMALL, KnownProducts.seed(jobs)), "with liars"));
                assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
                assertThat(products.isRight(jobs, Files.readAllBytes(grid.result(job.id()))))
                        .as("job " + jobs)
                        .isTrue();
                jobs++;
            } while (!allLiarsQuarantined(grid, fleet) && System.nanoTime() < deadline);

            for (FleetWorker worker : fleet.workers()) {
                WorkerView view = view(grid, worker);
                assertThat(view.standing().isQuarantined())
                        .as(view.name() + ": " + view.note())
                        .isEqualTo(worker.lie().isOnWork());
                assertThat(view.standing().lies() > 0)
                        .as(view.name())
                        .isEqualTo(worker.lie().isOnWork());
            }
            FleetWorker impostor = Objects.requireNonNull(fleet.worker(Lie.IMPOSTOR));
            assertThat(impostor.id()).isNotEqualTo(fleet.workers().getFirst().id());
            assertThat(Objects.requireNonNull(fleet.worker(Lie.NOT_ITS_OWN)).refused())
                    .as("answers for tasks of others")
                    .isPositive();
            assertThat(grid.leaderboard(100))
                    .as("credit is for what was proved")
                    .allSatisfy(
                            row -> assertThat(row.operations()).isEqualTo(row.tasksCompleted() * 2.0 * 32 * 32 * 32));
        }
    }

    private static boolean allLiarsQuarantined(Orchestrator grid, LiarFleet fleet) {
        return fleet.workers().stream()
                .filter(worker -> worker.lie().isOnWork())
                .allMatch(worker -> view(grid, worker).standing().isQuarantined());
    }

    private static WorkerView view(Orchestrator grid, FleetWorker worker) {
        return grid.snapshot().workers().stream()
                .filter(view -> view.id().value().equals(worker.id()))
                .findFirst()
                .orElseThrow();
    }
}
