package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Workers that ask for their work over HTTP, beside a real orchestrator. */
@Timeout(300)
class PollingWorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", "."), "..", "docs", "examples", "polling_worker.py");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Orchestrator grid;
    private String id = "";
    private String secret = "";

    @BeforeEach
    void open() {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
    }

    @AfterEach
    void close() {
        grid.close();
        client.close();
    }

    @Test
    void the_example_in_python_computes_a_whole_job() throws Exception {
        assumeTrue(
                hasNumPy(), "python3 with NumPy is not installed; the polling worker in docs/examples cannot be run.");
        JobView job = submit(new MatmulSize(200, 150, 120));
        Path log = folder.resolve("log");
        Process worker = new ProcessBuilder(
                        "python3", SCRIPT.toString(), grid.invitation().best().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            JobView done = grid.await(job.id(), LIMIT);
            assertThat(done.state()).as(Files.readString(log)).isEqualTo(JobState.DONE);
            await().atMost(LIMIT)
                    .until(() -> grid.snapshot().workers().getFirst().tasksCompleted() > 0);
        } finally {
            worker.destroy();
            worker.waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_task_is_told_until_its_result_is_here_and_a_right_result_is_accepted() throws Exception {
        register();
        JobView job = submit(new MatmulSize(3, 4, 5));
        JsonNode task = task();
        assertThat(task()).isEqualTo(task);
        HttpResponse<String> verdict = result(task, product(task));
        assertThat(verdict.statusCode()).as(verdict.body()).isEqualTo(200);
        assertThat(json(verdict).path("accepted").asBoolean()).isTrue();
        assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
        assertThat(get("pending-jobs").body()).isEqualTo("{\"tasks\":[]}");
        await().atMost(LIMIT)
                .until(() -> json(post("heartbeat", new byte[0])).path("rank").asInt() == 1);
        assertThat(result(task, product(task)).statusCode())
                .as("nobody waits for it now")
                .isEqualTo(409);
    }

    @Test
    void a_wrong_result_is_refused_and_the_job_still_becomes_right() throws Exception {
        register();
        JobView job = submit(new MatmulSize(3, 4, 5));
        JsonNode task = task();
        byte[] wrong = product(task);
        ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 1e6f);
        HttpResponse<String> verdict = result(task, wrong);
        assertThat(verdict.statusCode()).as(verdict.body()).isEqualTo(422);
        assertThat(grid.job(job.id()).orElseThrow().state()).isNotEqualTo(JobState.DONE);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                grid.snapshot().workers().getFirst().standing().lies())
                        .isEqualTo(1));
    }

    @Test
    void a_result_of_another_length_or_that_ends_early_is_refused_and_the_task_is_given_out_again() throws Exception {
        register();
        JobView job = submit(new MatmulSize(3, 4, 5));
        JsonNode first = task();
        HttpResponse<String> refused = result(first, new byte[8]);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("detail").asString()).contains("60 bytes; 8 were announced");
        JsonNode second = await().atMost(LIMIT).until(this::task, task -> !task.equals(first));
        assertThat(result(second, product(second)).statusCode()).isEqualTo(200);
        assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void a_task_that_is_given_back_goes_to_another_worker() throws Exception {
        register();
        JobView job = submit(new MatmulSize(3, 4, 5));
        JsonNode task = task();
        byte[] body = Json.bytes(Map.of("node", id, "task", task.path("task").asLong(), "reason", "out_of_memory"));
        assertThat(send(request("/api/v1/worker/failure").POST(BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(204);
        register();
        JsonNode again = task();
        assertThat(result(again, product(again)).statusCode()).isEqualTo(200);
        assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void strangers_are_refused_each_with_a_sentence() throws Exception {
        HttpResponse<String> key = register("AAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(key.statusCode()).isEqualTo(403);
        assertThat(json(key).path("detail").asString()).contains("join key");
        register();
        String right = secret;
        secret = "guessed";
        assertThat(get("pending-jobs").statusCode()).isEqualTo(401);
        assertThat(post("leave", new byte[0]).statusCode()).isEqualTo(401);
        secret = right;
        String own = id;
        id = "00000000-0000-0000-0000-000000000000";
        assertThat(get("pending-jobs").statusCode()).isEqualTo(404);
        id = own;
        assertThat(get("blocks/999").statusCode()).isEqualTo(404);
    }

    @Test
    void who_is_removed_hears_why_and_who_leaves_is_gone() throws Exception {
        register();
        grid.remove(new WorkerId(id));
        HttpResponse<String> removed =
                await().atMost(LIMIT).until(() -> get("pending-jobs"), answer -> answer.statusCode() == 410);
        assertThat(json(removed).path("detail").asString()).contains("The operator took this device off the grid.");
        register();
        assertThat(post("leave", new byte[0]).statusCode()).isEqualTo(204);
        await().atMost(LIMIT)
                .until(() -> grid.snapshot().workers().stream().allMatch(worker -> worker.state() == WorkerState.GONE));
    }

    @Test
    void a_worker_is_counted_among_the_devices_of_the_network_while_it_is_here() throws Exception {
        register();
        await().atMost(LIMIT).until(() -> activeNodes() == 1);
        post("leave", new byte[0]);
        await().atMost(LIMIT).until(() -> activeNodes() == 0);
    }

    private long activeNodes() throws Exception {
        JsonNode answer = json(send(request("/api/v1/network/stats")));
        assertThat(answer.path("success").asBoolean()).isTrue();
        return answer.path("data").path("active_nodes").asLong();
    }

    private JobView submit(MatmulSize size) {
        return grid.submit(new JobSpec(new MatmulSource.Synthetic(size, 7), "a test"));
    }

    private void register() throws Exception {
        HttpResponse<String> answer = register(grid.invitation().best().getFragment());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        id = json(answer).path("workerId").asString();
        secret = json(answer).path("workerSecret").asString();
    }

    private HttpResponse<String> register(String joinKey) throws Exception {
        String body = "{\"joinKey\":\"" + joinKey + "\",\"engine\":\"java\",\"kernels\":[\"matmul\"],"
                + "\"maxBlockBytes\":1048576,\"memoryBytes\":4194304}";
        return send(request("/api/v1/nodes/register").POST(BodyPublishers.ofString(body)));
    }

    private JsonNode task() throws Exception {
        return json(get("pending-jobs?wait=20s")).path("tasks").path(0);
    }

    private HttpResponse<String> result(JsonNode task, byte[] values) throws Exception {
        String query = "?node=" + id + "&task=" + task.path("task").asLong() + "&computeMs=1.5";
        return send(request("/api/v1/worker/result" + query).POST(BodyPublishers.ofByteArray(values)));
    }

    /** a · b as the worker fetches and computes them. */
    private byte[] product(JsonNode task) throws Exception {
        ByteBuffer a = block(task.path("a"));
        ByteBuffer b = block(task.path("b"));
        int rows = task.path("rows").asInt();
        int inner = task.path("inner").asInt();
        int cols = task.path("cols").asInt();
        ByteBuffer c = ByteBuffer.allocate(4 * rows * cols).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int p = 0; p < inner; p++) {
                    sum += (double) a.getFloat(4 * (i * inner + p)) * b.getFloat(4 * (p * cols + j));
                }
                c.putFloat((float) sum);
            }
        }
        return c.array();
    }

    private ByteBuffer block(JsonNode operand) throws Exception {
        HttpResponse<byte[]> values = client.send(
                request("/api/v1/nodes/" + id + "/blocks/"
                                + operand.path("block").asLong())
                        .build(),
                BodyHandlers.ofByteArray());
        return values.statusCode() == 200
                ? ByteBuffer.wrap(values.body()).order(ByteOrder.LITTLE_ENDIAN)
                : ByteBuffer.allocate(1 << 16); // released: any values do
    }

    private HttpResponse<String> get(String what) throws Exception {
        return send(request("/api/v1/nodes/" + id + "/" + what));
    }

    private HttpResponse<String> post(String what, byte[] body) throws Exception {
        return send(request("/api/v1/nodes/" + id + "/" + what).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(grid.url().resolve(path)).header("Authorization", "Bearer " + secret);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    private static boolean hasNumPy() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
