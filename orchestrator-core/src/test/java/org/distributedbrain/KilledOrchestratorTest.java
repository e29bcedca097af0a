package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The orchestrator is killed with SIGKILL in the middle of submitting, computing, sealing and right after, and started again. More kills with
 * {@code -Drestart.kills=20}, other moments with {@code -Drestart.seed=2}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledOrchestratorTest {
    private static final int KILLS = Integer.getInteger("restart.kills", 2);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int WORKERS = 2;

    private final Random random = new Random(Long.getLong("restart.seed", 1));

    @TempDir
    Path folder;

    @Test
    void jobs_go_on_nothing_verified_is_computed_again_and_the_result_is_that_of_a_quiet_run() throws Exception {
        List<String> jobs = new ArrayList<>();
        try (KilledGrid grid = new KilledGrid(folder, WORKERS)) {
            String killed = grid.submit(1_400, 1_000, 1_100).orElseThrow();
            jobs.add(killed);
            for (int i = 0; i < KILLS; i++) {
                long before = durable(grid, killed);
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(15))
                        .until(() -> durable(grid, killed) >= before + 2 || hasEnded(grid.job(killed)));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
                grid.killAndStart();
            }
            jobs.addAll(killWhileSubmitting(grid));
            awaitJob(
                    grid,
                    killed,
                    job -> job.get("chunks").intValue() - job.get("chunksDone").intValue() <= 1);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(120)); // before, during or after it is sealed
            grid.killAndStart();
            for (String job : jobs) {
                awaitJob(grid, job, KilledOrchestratorTest::hasEnded);
            }
            grid.killAndStart();
            for (String job : jobs) {
                JsonNode ended = grid.job(job);
                assertThat(ended.get("state").stringValue()).as("%s", ended).isEqualTo("done");
                assertThat(grid.result(job)).isRegularFile();
            }
            String quiet = grid.submit(1_400, 1_000, 1_100).orElseThrow();
            awaitJob(grid, quiet, KilledOrchestratorTest::hasEnded);
            assertThat(Files.mismatch(grid.result(killed), grid.result(quiet))).isEqualTo(-1);
            try (var left = Files.list(grid.data().resolve("results"))) {
                assertThat(left).hasSize(jobs.size() + 1);
            }
            assertThat(grid.job(killed).get("notes")).isEmpty();
            everyChunkWasAcceptedOnce(
                    grid, killed, grid.job(killed).get("chunks").intValue());
            workersAreTheSame(grid);
        }
    }

    /** Kills it a moment after a submission began; what was answered with 201 is a job. */
    private List<String> killWhileSubmitting(KilledGrid grid) throws Exception {
        List<CompletableFuture<Optional<String>>> submissions = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return grid.submit(60 + i, 50, 40);
                    } catch (InterruptedException e) {
                        return Optional.<String>empty();
                    }
                }))
                .toList();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
        grid.killAndStart();
        List<String> promised = new ArrayList<>();
        for (var submission : submissions) {
            submission.get(60, TimeUnit.SECONDS).ifPresent(promised::add);
        }
        return promised;
    }

    /** Chunks of the job whose values are durable; what people see of it may be ahead of that. */
    private static long durable(KilledGrid grid, String job) throws Exception {
        return query(grid, "SELECT count(*) FROM chunks WHERE job_id = '" + job + "'")
                .getFirst();
    }

    private static boolean hasEnded(JsonNode job) {
        return List.of("done", "failed", "cancelled").contains(job.get("state").stringValue());
    }

    private interface Condition {
        boolean holds(JsonNode job);
    }

    private static void awaitJob(KilledGrid grid, String job, Condition condition) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(15)).until(() -> condition.holds(grid.job(job)));
    }

    private static void everyChunkWasAcceptedOnce(KilledGrid grid, String job, int chunks) throws Exception {
        List<Long> counts = query(
                grid,
                "SELECT count(*) FROM attempts WHERE job_id = '" + job + "' AND outcome = 'VERIFIED' GROUP BY chunk");
        assertThat(counts).hasSize(chunks).containsOnly(1L);
    }

    private static void workersAreTheSame(KilledGrid grid) throws Exception {
        assertThat(query(grid, "SELECT count(*) FROM workers")).containsExactly((long) WORKERS);
        assertThat(query(grid, "SELECT sessions_joined FROM leaderboard"))
                .hasSize(WORKERS)
                .allMatch(sessions -> sessions > 1); // a kill may come before a session is durable
    }

    private static List<Long> query(KilledGrid grid, String sql) throws Exception {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + grid.data().resolve("brain.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
