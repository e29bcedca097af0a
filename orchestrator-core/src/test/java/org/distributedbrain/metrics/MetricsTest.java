package org.distributedbrain.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a real orchestrator tells Prometheus after a job. */
@Timeout(300)
class MetricsTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Path DASHBOARDS = Path.of(System.getProperty("basedir", "."), "..", "packaging", "grafana");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:brain|jobs|nodes|job|http|jvm|process|system)_[a-z_]+");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Orchestrator grid;
    private String token = "";

    @BeforeEach
    void open() throws Exception {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
        token = Files.readString(folder.resolve("operator.token")).strip();
        grid.addLocalWorker("here", 1);
        var job = grid.submit(new JobSpec(new MatmulSource.Synthetic(new MatmulSize(90, 80, 70), 1), "a test"));
        assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
    }

    @AfterEach
    void close() {
        grid.close();
        client.close();
    }

    @Test
    void jobs_nodes_work_and_requests_are_counted_under_the_names_that_others_know() throws Exception {
        get("/api/status");
        get("/api/v1/jobs/00000000-0000-0000-0000-000000000000");
        await().atMost(LIMIT).untilAsserted(() -> {
            String metrics = scrape();
            assertThat(value(metrics, "jobs_total{status=\"accepted\"}")).isEqualTo(1);
            assertThat(value(metrics, "jobs_total{status=\"done\"}")).isEqualTo(1);
            assertThat(value(metrics, "job_execution_duration_seconds_count")).isEqualTo(1);
            assertThat(value(metrics, "nodes_total{status=\"idle\"}")).isEqualTo(1);
            assertThat(value(metrics, "brain_attempts_total{outcome=\"verified\"}"))
                    .isPositive();
            assertThat(value(metrics, "brain_operations_verified_total")).isEqualTo(2.0 * 90 * 80 * 70);
            assertThat(value(metrics, "brain_bytes_total{direction=\"in\"}")).isEqualTo(4.0 * 90 * 70);
            assertThat(value(metrics, "brain_chunk_step_seconds_count{step=\"verifying\"}"))
                    .isPositive();
            assertThat(value(metrics, "brain_loop_turn_seconds_count")).isPositive();
            assertThat(value(metrics, "http_requests_total{method=\"GET\",path=\"/api/status\",status=\"200\"}"))
                    .isEqualTo(1);
            assertThat(value(metrics, "http_requests_total{method=\"GET\",path=\"/api/v1/jobs/{id}\",status=\"404\"}"))
                    .isEqualTo(1);
        });
    }

    @Test
    void what_clients_make_up_becomes_no_metric_of_its_own() throws Exception {
        get("/made/up");
        assertThat(scrape()).doesNotContain("made").contains("path=\"none\"");
    }

    @Test
    void every_metric_of_the_dashboards_is_really_exported() throws Exception {
        get("/api/status");
        grid.quarantine(grid.snapshot().workers().getFirst().id(), true); // counts as a fault
        System.gc(); // and there is a pause to tell of
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                JsonNode board = Json.MAPPER.readTree(Files.readString(file));
                assertThat(board.path("panels").size()).as(file.toString()).isGreaterThan(5);
                board.findValuesAsString("expr")
                        .forEach(expression ->
                                METRIC.matcher(expression).results().forEach(found -> named.add(found.group())));
            }
        }
        assertThat(named).hasSizeGreaterThan(20);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(exported()).containsAll(named));
    }

    @Test
    void strangers_learn_nothing() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(grid.url().resolve("/metrics")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private Set<String> exported() throws Exception {
        return Stream.of(scrape().split("\n"))
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static double value(String metrics, String series) {
        return Stream.of(metrics.split("\n"))
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private String scrape() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(grid.url().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }
}
