package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final OperandBlock A = new OperandBlock(new BlockId(1), Operand.A, 10, 20, 30, 40);
    private static final OperandBlock B = new OperandBlock(new BlockId(2), Operand.B, 30, 40, 50, 60);

    /** Synthetic, with seed 7. */
    private static final Job JOB = TestJobs.job(
            new JobId(new UUID(0, 1).toString()), new MatmulSize(100, 200, 300), "test", List.of(), Instant.EPOCH);

    private final TestCore core = new TestCore();

    @Test
    void a_worker_with_the_generator_makes_every_block_it_lacks() {
        assertThat(Generation.of(JOB, worker("a", Set.of("philox4x32-10")), List.of(A, B)))
                .containsExactly(new GeneratedBlock(A, 7, 200), new GeneratedBlock(B, 7, 300));
    }

    @Test
    void a_worker_without_it_makes_none() {
        assertThat(Generation.of(JOB, worker("a", Set.of("dice")), List.of(A, B)))
                .isEmpty();
    }

    @Test
    void nothing_is_sent_to_who_makes_it_and_everything_to_who_does_not() {
        core.happens(new Event.WorkerJoined(worker("maker", Set.of("philox4x32-10"))));
        WorkerId other = core.join("other");
        core.submit(3_000, 400, 300);

        assertThat(core.sent()).hasSizeGreaterThan(2);
        for (Command.SendChunk sent : core.sent()) {
            assertThat(sent.worker().equals(other) ? sent.generated() : sent.missing())
                    .isEmpty();
        }
        assertThat(core.sent().stream()
                        .filter(sent -> !sent.worker().equals(other))
                        .flatMap(sent -> sent.generated().stream())
                        .filter(block -> block.block().operand() == Operand.B))
                .as("a block is made once and held like one that was sent")
                .doesNotHaveDuplicates();
        assertThat(core.sent().stream().mapToInt(sent -> sent.missing().size()).sum())
                .isPositive();
    }

    private static WorkerProfile worker(String name, Set<String> generators) {
        WorkerProfile it = TestCore.profile(name, 1L << 40, 1L << 40, "matmul");
        return new WorkerProfile(
                it.id(),
                it.name(),
                it.deviceKind(),
                it.engine(),
                it.device(),
                it.kernels(),
                it.maxBlockBytes(),
                it.memoryBytes(),
                it.cacheBytes(),
                generators,
                it.address(),
                null,
                Standing.NEWCOMER,
                Capabilities.UNTOLD);
    }
}
