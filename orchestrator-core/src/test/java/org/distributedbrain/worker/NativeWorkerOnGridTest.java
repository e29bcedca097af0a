package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The native worker and the real orchestrator understand each other. */
@Timeout(300)
class NativeWorkerOnGridTest {
    @TempDir
    Path folder;

    @Test
    void a_job_over_two_native_workers_is_verified_and_done() throws Exception {
        try (Orchestrator orchestrator = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
                NativeWorker one = join(orchestrator, "one");
                NativeWorker two = join(orchestrator, "two")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> orchestrator.snapshot().totals().activeWorkers() == 2);

            JobView submitted = orchestrator.submit(
                    new JobSpec(new MatmulSource.Synthetic(new MatmulSize(301, 257, 203), 7), "test"));
            JobView job = orchestrator.await(submitted.id(), Duration.ofSeconds(60));

            assertThat(job.state()).as(job.failure()).isEqualTo(JobState.DONE);
            JobMetrics metrics = Objects.requireNonNull(job.metrics());
            assertThat(metrics.maxError()).isNotNull().isLessThan(1e-4);
            assertThat(metrics.bytesOut())
                    .as("operands are made where they are needed")
                    .isZero();
            await().until(() -> one.status().verified() + two.status().verified() == job.chunks());
            assertThat(one.status().rejected() + two.status().rejected()).isZero();
        }
    }

    @Test
    void a_worker_takes_whatever_fits_into_the_memory_it_told() throws Exception {
        try (Orchestrator orchestrator = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
                NativeWorker tiny = NativeWorker.start(
                        orchestrator.invitation().best(),
                        NativeWorkerOptions.defaults()
                                .withName("tiny")
                                .withThreads(1)
                                .withMemoryBytes(128 * 1024))) {
            await().until(() -> orchestrator.snapshot().totals().activeWorkers() == 1);
            JobView submitted = orchestrator.submit(
                    new JobSpec(new MatmulSource.Synthetic(new MatmulSize(20, 30_000, 15), 7), "a long sum"));
            JobView job = orchestrator.await(submitted.id(), Duration.ofSeconds(60));

            assertThat(job.state()).as(job.failure()).isEqualTo(JobState.DONE);
            assertThat(orchestrator.faults(FaultFilter.ALL, null, 10)).isEmpty();
            assertThat(tiny.status().rejected()).isZero();
        }
    }

    @Test
    void a_worker_with_a_wrong_key_is_told_so() throws Exception {
        try (Orchestrator orchestrator = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0))) {
            String url = orchestrator.invitation().best().toString();
            try (NativeWorker worker = NativeWorker.start(
                    url.substring(0, url.indexOf('#')) + "#wrong",
                    NativeWorkerOptions.defaults().withThreads(1))) {
                assertThat(worker.ended().get(60, TimeUnit.SECONDS)).contains("key");
            }
        }
    }

    private static NativeWorker join(Orchestrator orchestrator, String name) {
        return NativeWorker.start(
                orchestrator.invitation().best(),
                NativeWorkerOptions.defaults().withName(name).withThreads(1));
    }
}
