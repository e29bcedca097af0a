package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobId;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.server.DescribedSchemas.Answer;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Calls everything that an orchestrator at work says it serves, and holds each answer against what is said of it. */
class ServedApiTest {
    private static final byte[] MATRIX = "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);
    /** What cannot succeed with the job, the worker and the matrix that are there. */
    private static final Map<String, Integer> REFUSED = Map.of("deleteJobsId", 409);

    /** Who calls these has a secret or a device of its own, or says which token is meant: they may refuse. */
    private static final Set<String> FOR_WORKERS_AND_DEVICES = Set.of("Network", "Work", "Tokens");

    private static final List<String> ORDER = List.of("put", "post", "head", "get", "delete");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Orchestrator grid;
    private Path token;
    private String job;
    private String worker;
    private String matrix;

    @Test
    void every_described_route_answers_as_it_is_described() throws Exception {
        var data = DataPaths.in(folder.resolve("data"));
        grid = Orchestrator.start(OrchestratorOptions.local(data, 0));
        try (client;
                var open = grid;
                var _ = open.addLocalWorker("here", 1)) {
            token = data.root().resolve("operator.token");
            prepare();
            var api = Json.MAPPER.readTree(
                    send("get", "/openapi.json", BodyPublishers.noBody()).body());
            var schemas = new DescribedSchemas(api);
            for (var method : ORDER) {
                for (var path : api.path("paths").properties()) {
                    if (path.getValue().has(method)) {
                        call(method, path.getKey(), path.getValue().path(method), schemas);
                    }
                }
            }
        }
    }

    /** A job that is done, so that there is something to tell of. */
    private void prepare() throws Exception {
        matrix = HttpTestBase.sha256(MATRIX);
        send("put", "/api/v1/blobs/" + matrix + "?name=A.csv", BodyPublishers.ofByteArray(MATRIX));
        send("post", "/api/v1/operands", BodyPublishers.ofString("{\"blob\":\"" + matrix + "\"}"));
        var submitted = send(
                "post",
                "/api/v1/jobs",
                BodyPublishers.ofString(
                        "{\"kernel\":\"matmul\",\"rowsA\":64,\"colsA\":64,\"colsB\":64,\"seed\":7,\"verify\":\"freivalds\"}"));
        job = Json.MAPPER.readTree(submitted.body()).path("id").asString();
        assertThat(grid.await(new JobId(job), Duration.ofSeconds(60)).metrics()).isNotNull();
        worker = grid.snapshot().workers().getFirst().id().value();
    }

    private void call(String method, String path, JsonNode operation, DescribedSchemas schemas) throws Exception {
        var name = operation.path("operationId").asString();
        var sent = operation.path("requestBody").path("content").path("application/json");
        if (sent.has("example")) {
            schemas.hold(name, sent.path("schema"), sent.path("example"));
        }
        var answer = send(method, filled(path), body(operation));
        var status = answer.status();
        if (!FOR_WORKERS_AND_DEVICES.contains(operation.path("tags").get(0).asString())) {
            var expected = REFUSED.getOrDefault(name, status < 300 ? status : 200);
            assertThat(status).as(name + ": " + answer.body()).isEqualTo(expected);
        }
        assertThat(answer.body()).as(name).doesNotContain("There is nothing at");
        assertThat(status).as(name).isNotEqualTo(405).isLessThan(500);
        var described = operation.path("responses").path(String.valueOf(status));
        var response = described.isMissingNode() ? operation.path("responses").path("default") : described;
        schemas.hold(name, response.path("content"), answer);
    }

    private String filled(String path) {
        return path.replace("/jobs/{id}", "/jobs/" + job)
                .replace("/nodes/{id}", "/nodes/" + worker)
                .replace("/operands/{id}", "/operands/" + matrix)
                .replace("{sha256}", matrix);
    }

    private BodyPublisher body(JsonNode operation) {
        var content = operation.path("requestBody").path("content");
        if (content.has("application/octet-stream")) {
            return BodyPublishers.ofByteArray(MATRIX);
        }
        var example = content.path("application/json").path("example");
        return example.isMissingNode()
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(example.toString().replace("0".repeat(64), matrix));
    }

    /** Of a stream that has no end its first line. */
    private Answer send(String method, String path, BodyPublisher body) throws Exception {
        var url = URI.create("http://" + grid.url().getAuthority() + path.replaceAll("\\{\\w+}", "unknown"));
        var request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + Files.readString(token).strip())
                .header("Content-Type", "application/json")
                .method(method.toUpperCase(Locale.ROOT), body);
        var answer = client.send(request.build(), BodyHandlers.ofInputStream());
        var type = answer.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
        try (var text = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var all = type.equals("text/event-stream") ? text.readLine() : text.readAllAsString();
            return new Answer(answer.statusCode(), type, all);
        }
    }
}
