package org.distributedbrain.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.distributedbrain.server.api.EstimateDocument;
import org.distributedbrain.server.api.InvitationDocument;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.OperandDocument;
import org.distributedbrain.server.api.ProblemDocument;
import org.distributedbrain.server.api.StandingDocument;
import org.distributedbrain.server.api.TokenDocument;
import org.distributedbrain.server.api.TunnelDocument;
import tools.jackson.core.JacksonException;

/** The HTTP API from the other side: one method per question. Files are streamed, never held in memory. */
final class ApiClient implements AutoCloseable {
    private final URI base;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    ApiClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    <T> T get(String path, Class<T> document) {
        return read(request(path).GET(), document);
    }

    /** The same of a question that is answered within {@code limit} by any orchestrator that still runs. */
    <T> T get(String path, Class<T> document, Duration limit) {
        return read(request(path).timeout(limit).GET(), document);
    }

    String text(String path) {
        return send(request(path).GET());
    }

    <T> T post(String path, Map<String, Object> body, Class<T> answer) {
        return read(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body))),
                answer);
    }

    JobDocument submit(Map<String, Object> job) {
        var body = BodyPublishers.ofByteArray(Json.bytes(job));
        return read(
                request("/api/v1/jobs")
                        .header("Content-Type", "application/json")
                        .POST(body),
                JobDocument.class);
    }

    /** Puts an uploaded file on the grid. */
    OperandDocument put(String sha256, String name) {
        var body = BodyPublishers.ofByteArray(Json.bytes(Map.of("blob", sha256, "name", name)));
        return read(
                request("/api/v1/operands")
                        .header("Content-Type", "application/json")
                        .POST(body),
                OperandDocument.class);
    }

    /** A matrix on the grid by its id, the beginning of it, or its name. */
    OperandDocument operand(String idOrName) {
        return get("/api/v1/operands/" + segment(idOrName), OperandDocument.class);
    }

    void remove(OperandDocument operand) {
        send(request("/api/v1/operands/" + operand.id()).DELETE());
    }

    /** {@code quarantine} or {@code release}. */
    StandingDocument judge(String worker, String how) {
        var path = "/api/v1/nodes/" + segment(worker) + "/" + how;
        return read(request(path).POST(BodyPublishers.noBody()), StandingDocument.class);
    }

    /** {@code drain} or {@code resume}. */
    void tell(String worker, String how) {
        send(request("/api/v1/nodes/" + segment(worker) + "/" + how).POST(BodyPublishers.noBody()));
    }

    TokenDocument revokeToken(String idOrName) {
        return read(request("/api/v1/tokens/" + segment(idOrName)).DELETE(), TokenDocument.class);
    }

    InvitationDocument openDoor(boolean open) {
        var body = BodyPublishers.ofByteArray(Json.bytes(Map.of("open", open)));
        return read(
                request("/api/v1/invitation/door")
                        .header("Content-Type", "application/json")
                        .POST(body),
                InvitationDocument.class);
    }

    TunnelDocument tunnel() {
        return get("/api/v1/tunnel", TunnelDocument.class);
    }

    TunnelDocument startTunnel(boolean fetchAgent) {
        var body = BodyPublishers.ofByteArray(Json.bytes(Map.of("fetchAgent", fetchAgent)));
        return read(
                request("/api/v1/tunnel")
                        .header("Content-Type", "application/json")
                        .POST(body),
                TunnelDocument.class);
    }

    TunnelDocument stopTunnel() {
        return read(request("/api/v1/tunnel").DELETE(), TunnelDocument.class);
    }

    InvitationDocument renewInvitation() {
        return read(request("/api/v1/invitation/renew").POST(BodyPublishers.noBody()), InvitationDocument.class);
    }

    void removeWorker(String worker) {
        send(request("/api/v1/nodes/" + segment(worker)).DELETE());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    EstimateDocument estimate(Map<String, Object> job) {
        var body = BodyPublishers.ofByteArray(Json.bytes(job));
        return read(
                request("/api/v1/jobs/estimate")
                        .header("Content-Type", "application/json")
                        .POST(body),
                EstimateDocument.class);
    }

    JobDocument cancel(String id) {
        return read(request("/api/v1/jobs/" + id).DELETE(), JobDocument.class);
    }

    /** Sends a file unless the orchestrator has one of that hash. */
    void upload(Path file, String sha256) throws IOException {
        var path = "/api/v1/blobs/" + sha256;
        if (exchange(request(path).HEAD()).statusCode() == 204) {
            return;
        }
        var name = URLEncoder.encode(String.valueOf(file.getFileName()), StandardCharsets.UTF_8);
        BodyPublisher body = BodyPublishers.ofFile(file);
        send(request(path + "?name=" + name)
                .header("Content-Type", "application/octet-stream")
                .PUT(body));
    }

    /** The bytes of a job's result; the caller closes them. */
    InputStream result(String id) {
        return stream("/api/v1/jobs/" + id + "/result");
    }

    /** The certificate of a job's result; the caller closes it. */
    InputStream certificate(String id) {
        return stream("/api/v1/jobs/" + id + "/certificate");
    }

    private InputStream stream(String path) {
        var response = exchange(request(path).GET(), BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (var body = response.body()) {
            throw refusal(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw refusal(response.statusCode(), "");
        }
    }

    private <T> T read(HttpRequest.Builder request, Class<T> document) {
        var text = send(request);
        try {
            return Json.MAPPER.readValue(text, document);
        } catch (JacksonException e) {
            throw new Refused(
                    400,
                    base + " is not a Distributed Brain, or one of another version: its answer cannot be understood.");
        }
    }

    private String send(HttpRequest.Builder request) {
        var response = exchange(request);
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), response.body());
        }
        return response.body();
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        return exchange(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new NoOrchestrator(base.toString());
        } catch (IOException e) {
            throw new Refused(
                    503,
                    "The connection to " + base + " broke off (" + e.getMessage()
                            + "): see whether the orchestrator still runs.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(503, "Interrupted while waiting for " + base + ".");
        }
    }

    private Refused refusal(int status, String body) {
        try {
            var detail = Json.MAPPER.readValue(body, ProblemDocument.class).detail();
            if (detail != null) {
                return new Refused(status, detail);
            }
        } catch (JacksonException e) {
            // no problem document: not our server
        }
        return new Refused(status, base + " answered with status " + status + ": is an orchestrator running there?");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.close();
    }
}
