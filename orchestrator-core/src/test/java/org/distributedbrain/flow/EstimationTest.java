package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TestJobs;
import org.junit.jupiter.api.Test;

class EstimationTest {
    private static final MatmulSize SIZE = new MatmulSize(1_000, 400, 300);

    private final TestCore core = new TestCore();

    @Test
    void without_workers_it_says_what_it_can() {
        core.happens(new Event.ComputerMeasured(1e9));
        Estimate estimate = ask(SIZE);
        assertThat(estimate.workers()).isZero();
        assertThat(estimate.totalMs()).isNull();
        assertThat(estimate.boundBy()).isNull();
        assertThat(estimate.localMs()).isCloseTo(240.0, within(1e-9));
        assertThat(estimate.bytesOut()).isEqualTo(4L * (1_000 * 400 + 400 * 300));
        assertThat(estimate.bytesIn()).isEqualTo(4L * 1_000 * 300);
    }

    @Test
    void the_bytes_out_are_those_that_the_job_then_sends() {
        core.join("a");
        core.join("b");
        Estimate estimate = ask(SIZE);
        JobId job = core.submit(1_000, 400, 300, JobOptions.DEFAULT);
        assertThat(core.job(job).estimate()).isEqualTo(estimate);
        Deque<Command.SendChunk> pending = new ArrayDeque<>(core.sent());
        long sent = 0;
        while (!pending.isEmpty()) {
            Command.SendChunk send = pending.removeFirst();
            sent += send.missing().stream().mapToLong(OperandBlock::bytes).sum();
            for (Event event : List.of(
                    new Event.ChunkReturned(send.worker(), send.task()),
                    new Event.ChunkChecked(send.task(), TestCore.PASSED),
                    new Event.ChunksStored(List.of(send.task())))) {
                core.happens(event);
                pending.addAll(core.sent());
            }
        }
        assertThat(estimate.bytesOut()).isEqualTo(sent);
        assertThat(estimate.workers()).isEqualTo(2);
    }

    @Test
    void a_question_changes_nothing() {
        core.join("a");
        Estimate first = ask(SIZE);
        assertThat(ask(SIZE)).isEqualTo(first);
        assertThat(core.orchestration().jobs()).isEmpty();
        assertThat(core.sent()).isEmpty();
    }

    @Test
    void a_worker_that_cannot_hold_a_chunk_does_not_count() {
        core.join("small", 1_000, 1_000, "matmul");
        assertThat(ask(SIZE).workers()).isZero();
        core.join("large");
        assertThat(ask(SIZE).workers()).isEqualTo(1);
    }

    @Test
    void beside_another_job_it_takes_longer() {
        core.join("a");
        double alone = total(ask(SIZE));
        core.submit(3_000, 400, 300);
        assertThat(total(ask(SIZE))).isGreaterThan(1.5 * alone);
    }

    @Test
    void it_learns_from_jobs_that_took_longer_than_predicted() {
        core.join("a");
        double before = total(ask(new MatmulSize(1, 1, 1)));
        core.submit(1, 1, 1);
        Command.SendChunk sent = core.sent().getFirst();
        core.happens(new Event.TaskStarted(sent.worker(), sent.task()));
        core.pass(Duration.ofSeconds(2));
        core.complete(sent);
        core.happens(new Event.ResultSealed(sent.chunk().id().job()));
        assertThat(total(ask(new MatmulSize(1, 1, 1)))).isGreaterThan(4 * before);
    }

    private Estimate ask(MatmulSize size) {
        JobId id = new JobId("ffffffff-0000-0000-0000-000000000001");
        core.happens(new Event.EstimateAsked(TestJobs.job(id, size, "asked", List.of(), core.now())));
        return core.commands(Command.TellEstimate.class).getFirst().estimate();
    }

    private static double total(Estimate estimate) {
        Double total = estimate.totalMs();
        assertThat(total).isNotNull();
        return total == null ? Double.NaN : total;
    }
}
