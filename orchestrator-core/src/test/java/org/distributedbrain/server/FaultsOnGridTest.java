package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.wire.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults from the socket to the database and back, in a whole orchestrator. */
class FaultsOnGridTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private WireClient join(Orchestrator grid) {
        URI join = grid.invitation().best();
        WireClient worker = WireClient.open(URI.create("ws://" + join.getAuthority() + Protocol.PATH));
        worker.send(SocketHarness.registration(",\"name\":\"Phone-1\"").replace(SocketHarness.KEY, join.getFragment()));
        worker.awaitText("registration_ack");
        return worker;
    }

    @Test
    void what_became_of_a_lost_chunk_and_of_a_made_up_result_is_in_the_database() throws Exception {
        try (Orchestrator grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
                WireClient worker = join(grid)) {
            worker.send("{\"type\":\"task_complete\",\"task\":5,\"computeMs\":1,\"bytes\":4}");
            JobView job = grid.submit(new JobSpec(new MatmulSource.Synthetic(new MatmulSize(64, 64, 64), 7), "lost"));
            worker.awaitText("compute_task");
            grid.addLocalWorker("Phone-2", 1);
            worker.vanish();
            assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);

            FaultFilter ofJob = new FaultFilter(job.id(), null, null);
            await().atMost(LIMIT).until(() -> !grid.faults(ofJob, null, 10).isEmpty());
            FaultView lost = grid.faults(ofJob, null, 10).getLast();
            assertThat(lost.kind()).isEqualTo(FaultKind.DISCONNECTED);
            assertThat(lost.workerName()).isEqualTo("Phone-1");
            assertThat(lost.task()).isNotNull();
            assertThat(lost.action()).contains(" went to Phone-2 ");
            assertThat(lost.recoveredAt()).isAfterOrEqualTo(lost.at());
            assertThat(lost.story()).contains("handed out as a task").contains("was lost: ");

            List<FaultView> late = grid.faults(new FaultFilter(null, "Phone-1", FaultKind.LATE_RESULT), null, 10);
            assertThat(late).singleElement().satisfies(fault -> {
                assertThat(fault.task()).hasToString("5");
                assertThat(fault.chunk()).isNull();
                assertThat(fault.action()).isEqualTo("it was dropped: the task is not known here");
            });
            assertThat(grid.snapshot().faults())
                    .extracting(FaultView::kind)
                    .containsOnly(FaultKind.DISCONNECTED, FaultKind.LATE_RESULT);
        }
    }
}
