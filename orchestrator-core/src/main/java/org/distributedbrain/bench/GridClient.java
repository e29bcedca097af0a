package org.distributedbrain.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import tools.jackson.databind.JsonNode;

/** The HTTP API as a requestor's program would use it: kept-alive connections, any number of calls at once. */
final class GridClient implements AutoCloseable {
    private static final Duration LONGEST_JOB = Duration.ofMinutes(5);

    private final URI base;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GridClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Uploads a file and returns how a job refers to it. */
    Map<String, String> upload(Path file, String sha256) throws IOException, InterruptedException {
        send(request("/api/v1/blobs/" + sha256 + "?name=" + file.getFileName())
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofFile(file)));
        return Map.of("blob", sha256);
    }

    /** Uploads a file, puts it on the grid for good, and returns how a job refers to it. */
    Map<String, String> putOnGrid(Path file, String sha256) throws IOException, InterruptedException {
        upload(file, sha256);
        byte[] body = Json.bytes(Map.of("blob", sha256));
        JsonNode operand = Json.MAPPER.readTree(send(request("/api/v1/operands")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))));
        return Map.of("operand", operand.path("id").asString());
    }

    JobDocument submit(Map<String, ?> job) throws IOException, InterruptedException {
        byte[] body = Json.bytes(job);
        return Json.MAPPER.readValue(
                send(request("/api/v1/jobs")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                JobDocument.class);
    }

    JobDocument job(String id, Duration wait) throws IOException, InterruptedException {
        String query = wait.isZero() ? "" : "?wait=" + wait.toMillis() + "ms";
        return Json.MAPPER.readValue(send(request("/api/v1/jobs/" + id + query).GET()), JobDocument.class);
    }

    /** Waits for a job's end. @throws BadInput when it failed, with its reason */
    JobDocument awaitDone(String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_JOB.toNanos();
        JobDocument job = job(id, Duration.ofSeconds(20));
        while (!job.hasEnded() && System.nanoTime() < deadline) {
            job = job(id, Duration.ofSeconds(20));
        }
        if (!job.succeeded()) {
            throw new BadInput(
                    "A job of the measurement is " + job.state() + ": " + job.failure() + " " + job.waitingFor());
        }
        return job;
    }

    JobDocument runToEnd(Map<String, ?> job) throws IOException, InterruptedException {
        return awaitDone(submit(job).id());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(send(request(path).GET()));
    }

    /** The file of a job's result. */
    byte[] result(String id) throws IOException, InterruptedException {
        return http.send(request("/api/v1/jobs/" + id + "/result").GET().build(), BodyHandlers.ofByteArray())
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new BadInput(
                    "The orchestrator of the measurement answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
