package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Lane;
import org.distributedbrain.publish.Span;
import org.distributedbrain.publish.TaskStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task stream of real jobs: live, after the end, and after a restart. */
class JobStreamTest {
    @TempDir
    Path folder;

    private Orchestrator open() {
        return Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
    }

    @Test
    void every_chunk_of_a_job_has_its_attempt_and_every_worker_its_lane() throws Exception {
        JobView job;
        TaskStream replay;
        Set<TaskId> live = ConcurrentHashMap.newKeySet();
        try (Orchestrator grid = open()) {
            grid.subscribe(snapshot -> snapshot.ended().latest().forEach(attempt -> live.add(attempt.task())));
            grid.addLocalWorker("left", 1);
            grid.addLocalWorker("right", 1);
            await().until(() -> grid.snapshot().totals().activeWorkers() == 2);
            MatmulSize size = new MatmulSize(700, 300, 400);
            JobView submitted =
                    grid.submit(new JobSpec(new MatmulSource.Synthetic(size, 7), "stream", JobOptions.DEFAULT));
            job = grid.await(submitted.id(), Duration.ofSeconds(60));
            List<Execution> executions = grid.executions(job.id(), Long.MIN_VALUE, 1_000);
            assertThat(executions.stream().filter(e -> e.attempt().outcome() == Attempt.Outcome.VERIFIED))
                    .hasSize(job.chunks());
            // which of them got how much is not asked: on a busy computer one may do all before the other looks
            Set<String> names = executions.stream().map(Execution::workerName).collect(Collectors.toSet());
            assertThat(names).isSubsetOf("left", "right");
            Set<TaskId> stored =
                    executions.stream().map(e -> e.attempt().task()).collect(Collectors.toSet());
            await().untilAsserted(() -> assertThat(live).isEqualTo(stored));
            replay = grid.taskStream(job.id(), null, null, 500);
            assertThat(replay.lanes().stream()
                            .flatMap(lane -> lane.spans().stream())
                            .mapToInt(Span::ended)
                            .sum())
                    .isEqualTo(executions.size());
            assertThat(replay.lanes()).hasSameSizeAs(names);
            for (Lane lane : replay.lanes()) {
                assertThat(lane.total().computing()).isPositive();
                assertThat(lane.spans()).hasSizeLessThan(1_002);
                assertThat(lane.spans().getLast().to())
                        .isEqualTo(Instant.EPOCH.plusNanos(
                                1_000 * org.distributedbrain.publish.Micros.of(job.finishedAt())));
            }
        }
        try (Orchestrator again = open()) {
            assertThat(again.taskStream(job.id(), null, null, 500)).isEqualTo(replay);
        }
    }
}
