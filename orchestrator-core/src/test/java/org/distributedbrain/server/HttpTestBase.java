package org.distributedbrain.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.distributedbrain.FakeGrid;
import org.distributedbrain.FakeTokens;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server on a free loopback port, in front of a {@link FakeGrid}. */
abstract class HttpTestBase {
    static final String TOKEN = "operator-token";

    @TempDir
    Path folder;

    FakeGrid grid;
    final FakeTokens tokens = new FakeTokens(TOKEN);
    Blobs blobs;
    HttpServer server;
    String base;
    final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        grid = new FakeGrid(folder);
        blobs = new Blobs(
                folder.resolve("blobs"), id -> grid.operand(id.value()).isPresent(), InstantSource.system());
        server = new HttpServer(
                new HttpOptions("127.0.0.1", 0, Set.of("https://friend.example"), 4096),
                grid,
                blobs,
                tokens,
                List.of(),
                new TunnelDoor(),
                true,
                heartbeat());
        base = "http://127.0.0.1:" + server.start().getPort();
    }

    /** How long a stream of events is silent at the most. */
    Duration heartbeat() {
        return EventStreams.HEARTBEAT;
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + TOKEN);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return send(request("/api/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> upload(byte[] bytes, String name) throws Exception {
        return send(request("/api/v1/blobs/" + sha256(bytes) + "?name=" + name).PUT(BodyPublishers.ofByteArray(bytes)));
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    static String detail(HttpResponse<String> response) {
        return json(response).path("detail").asString();
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
