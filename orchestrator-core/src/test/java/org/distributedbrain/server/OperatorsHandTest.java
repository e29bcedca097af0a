package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers are drained, resumed and removed in the middle of a job, with real connections: no chunk is lost. */
@Timeout(300)
class OperatorsHandTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private Orchestrator grid;

    @BeforeEach
    void open() {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
    }

    @AfterEach
    void close() {
        grid.close();
    }

    @Test
    void a_job_is_whole_although_one_worker_is_drained_and_another_removed() throws Exception {
        try (NativeWorker drained = join("drained");
                NativeWorker removed = join("removed");
                NativeWorker stays = join("stays")) {
            JobView job = submit();
            await().atMost(LIMIT).until(() -> chunksDone(job) > 2);
            grid.drain(worker("drained").id());
            grid.remove(worker("removed").id());
            assertThat(removed.ended().join()).isEqualTo("The operator took this device off the grid.");

            await().atMost(LIMIT).until(() -> worker("drained").unfinishedTasks() == 0);
            assertThat(worker("drained").state()).isEqualTo(WorkerState.DRAINING);
            assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
            assertThat(drained.status().verified()
                            + removed.status().verified()
                            + stays.status().verified())
                    .isGreaterThan(2);
            assertThat(grid.faults(FaultFilter.ALL, null, 10)).isEmpty();
        }
    }

    @Test
    void a_drained_worker_does_nothing_until_it_is_resumed() throws Exception {
        try (NativeWorker only = join("only")) {
            grid.drain(worker("only").id());
            JobView job = submit();
            await().atMost(LIMIT).until(() -> grid.job(job.id()).orElseThrow().waitingFor() != null);
            assertThat(grid.job(job.id()).orElseThrow().waitingFor()).contains("is drained");
            assertThat(only.status().verified()).isZero();
            grid.resume(worker("only").id());
            assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
        }
    }

    @Test
    void a_worker_of_this_process_that_was_removed_is_none_any_more() {
        grid.addLocalWorker("here", 1);
        await().atMost(LIMIT).until(() -> grid.snapshot().totals().activeWorkers() == 1);
        grid.remove(worker("here").id());
        await().atMost(LIMIT).until(() -> grid.localWorkers().isEmpty());
    }

    @Test
    void an_unknown_worker_gets_a_sentence() {
        WorkerId nobody = new WorkerId("nobody");
        List.<Runnable>of(() -> grid.drain(nobody), () -> grid.resume(nobody), () -> grid.remove(nobody))
                .forEach(wish -> assertThatThrownBy(wish::run)
                        .isInstanceOf(BadInput.class)
                        .hasMessageStartingWith("There is no worker nobody"));
    }

    private JobView submit() {
        return grid.submit(new JobSpec(new MatmulSource.Synthetic(new MatmulSize(3_000, 900, 700), 7), "test"));
    }

    private int chunksDone(JobView job) {
        return grid.job(job.id()).orElseThrow().chunksDone();
    }

    private WorkerView worker(String name) {
        return grid.snapshot().workers().stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private NativeWorker join(String name) {
        NativeWorker worker = NativeWorker.start(
                grid.invitation().best(),
                NativeWorkerOptions.defaults().withName(name).withThreads(1));
        await().atMost(LIMIT)
                .until(() -> grid.snapshot().workers().stream()
                        .anyMatch(view -> view.name().equals(name)));
        return worker;
    }
}
