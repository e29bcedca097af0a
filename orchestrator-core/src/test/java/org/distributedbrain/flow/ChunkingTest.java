package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerProfile;
import org.junit.jupiter.api.Test;

class ChunkingTest {
    private static final long MIB = 1L << 20;

    @Test
    void chunks_of_any_size_cover_every_row_once_and_differ_by_one_row_at_most() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            MatmulSize size = randomSize(random);
            int count = RowBands.count(size, fleet(random.nextInt(50), Long.MAX_VALUE, Long.MAX_VALUE));
            assertThat(count).as(size.toString()).isBetween(1, size.rowsA());
            if (count < 20_000) {
                covers(size, Chunking.cut(job(size), TileGrid.rows(count), new Blocks()));
            }
        }
    }

    private static void covers(MatmulSize size, List<Chunk> plan) {
        Set<BlockId> bands = new HashSet<>();
        int next = 0;
        for (Chunk chunk : plan) {
            assertThat(chunk.firstRow()).isEqualTo(next);
            next += chunk.rows();
            assertThat(chunk.rows() - size.rowsA() / plan.size()).isBetween(0, 1);
            assertThat(chunk.inner())
                    .isEqualTo(size.colsA())
                    .isEqualTo(chunk.b().rows());
            assertThat(chunk.cols()).isEqualTo(size.colsB());
            assertThat(chunk.b().id()).isEqualTo(new BlockId(1 + plan.size()));
            assertThat(bands.add(chunk.a().id())).isTrue();
            assertThat(chunk.a().id().value()).isBetween(1L, (long) plan.size());
        }
        assertThat(next).isEqualTo(size.rowsA());
    }

    @Test
    void no_band_is_longer_than_sixteen_mebibytes() {
        for (MatmulSize size : List.of(
                new MatmulSize(1_000_000, 1_000, 1),
                new MatmulSize(1_000_000, 1, 1_000),
                new MatmulSize(999, 9_999, 3))) {
            assertThat(longestBand(size, List.of())).isLessThanOrEqualTo(16 * MIB);
        }
    }

    @Test
    void bands_are_as_short_as_the_most_modest_worker_that_can_hold_b_needs_them() {
        MatmulSize size = new MatmulSize(8_192, 2_048, 2_048);
        List<WorkerProfile> fleet = Stream.of(
                        fleet(1, 1 << 30, 1L << 32), fleet(1, 16 * MIB, 24 * MIB), fleet(1, 8 * MIB, 8 * MIB))
                .flatMap(List::stream)
                .toList();
        assertThat(longestBand(size, fleet)).isLessThanOrEqualTo(2 * MIB).isGreaterThan(MIB);
    }

    @Test
    void a_tiny_device_does_not_make_crumbs_for_the_others_but_gets_them_when_it_is_alone() {
        MatmulSize size = new MatmulSize(100_000, 30, 30);
        List<WorkerProfile> tiny = fleet(1, 4_096, 8_192);
        List<WorkerProfile> mixed = Stream.concat(tiny.stream(), fleet(1, 1 << 30, 1 << 30).stream())
                .toList();
        assertThat(longestBand(size, mixed)).isGreaterThan(256 * 1024);
        assertThat(longestBand(size, tiny)).isLessThanOrEqualTo((8_192 - 3_600) / 4);
    }

    @Test
    void a_small_product_is_one_chunk_and_a_larger_one_is_shared_by_all() {
        assertThat(RowBands.count(new MatmulSize(50, 50, 50), fleet(9, MIB, MIB)))
                .isEqualTo(1);
        assertThat(RowBands.count(new MatmulSize(512, 512, 512), fleet(3, 1 << 30, 1 << 30)))
                .isBetween(6, 24);
    }

    private static long longestBand(MatmulSize size, List<WorkerProfile> fleet) {
        return Chunking.cut(job(size), TileGrid.rows(RowBands.count(size, fleet)), new Blocks()).stream()
                .mapToLong(chunk -> Math.max(chunk.a().bytes(), chunk.resultBytes()))
                .max()
                .orElseThrow();
    }

    private static List<WorkerProfile> fleet(int workers, long maxBlockBytes, long memoryBytes) {
        return Stream.generate(() -> TestCore.profile("w", maxBlockBytes, memoryBytes, "matmul"))
                .limit(workers)
                .toList();
    }

    /** Sides of every magnitude up to the limit, within the largest job. */
    private static MatmulSize randomSize(Random random) {
        while (true) {
            MatmulSize size = new MatmulSize(side(random), side(random), side(random));
            if (Receive.refusal(size).isEmpty()) {
                return size;
            }
        }
    }

    private static int side(Random random) {
        return (int) Math.ceil(Math.pow(10, 6 * random.nextDouble()));
    }

    private static Job job(MatmulSize size) {
        return TestJobs.job(new JobId(new UUID(0, 1).toString()), size, "test", List.of(), Instant.EPOCH);
    }
}
