package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;

class HttpServerTest extends HttpTestBase {

    private HttpServer on(String host, int port) {
        return new HttpServer(new HttpOptions(host, port, Set.of()), grid, blobs, tokens, List.of());
    }

    @Test
    void health_and_status_are_public() throws Exception {
        var health = send(HttpRequest.newBuilder(URI.create(base + "/health")));
        var status = send(HttpRequest.newBuilder(URI.create(base + "/api/status")));
        assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(json(status).path("activeWorkers").asInt()).isEqualTo(1);
        assertThat(json(status).path("jobsCompleted").asInt()).isEqualTo(3);
        assertThat(json(status).path("version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void health_says_that_nothing_can_be_stored_and_names_no_folder() throws Exception {
        grid.trouble = "The disk that holds /home/ada/brain is full.";
        var health = send(HttpRequest.newBuilder(URI.create(base + "/health")));
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(json(health).path("status").asString()).isEqualTo("failing");
        assertThat(health.body()).contains("jobs pause").doesNotContain("/home/ada");
    }

    @Test
    void a_port_in_use_gets_a_sentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            try (var second = on("127.0.0.1", port)) {
                assertThatExceptionOfType(BadInput.class)
                        .isThrownBy(second::start)
                        .withMessage("Port " + port
                                + " on 127.0.0.1 is in use: stop what listens there, or choose another with --port.");
            }
        }
    }

    /** One that was accepted while the server stopped was left open and forgotten, now and then. */
    @Test
    void a_server_that_stops_leaves_no_connection_open() throws Exception {
        for (int round = 0; round < 10; round++) {
            var stopping = on("127.0.0.1", 0);
            var address = stopping.start();
            List<Socket> connected = Collections.synchronizedList(new ArrayList<>());
            var connecting = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        connected.add(new Socket(address.getAddress(), address.getPort()));
                    }
                } catch (IOException e) {
                    // nobody listens any more
                }
            });
            await().until(() -> connected.size() > 20);
            stopping.close();
            connecting.join();
            for (Socket socket : connected) {
                socket.setSoTimeout(60_000);
                assertThat(hasEnded(socket)).isTrue();
                socket.close();
            }
        }
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException e) {
            return true; // it was reset
        }
    }

    @Test
    void an_unknown_host_gets_a_sentence() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> on("no-such-host.invalid", 0))
                .withMessage(
                        "The host 'no-such-host.invalid' is unknown: use 127.0.0.1 for this computer only, or 0.0.0.0"
                                + " for every network.");
    }

    @Test
    void an_address_of_another_computer_gets_a_sentence() {
        try (var elsewhere = on("192.0.2.1", 0)) {
            assertThatExceptionOfType(BadInput.class)
                    .isThrownBy(elsewhere::start)
                    .withMessageStartingWith("This computer has no address 192.0.2.1:");
        }
    }

    @Test
    void a_port_beyond_65535_gets_a_sentence() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> on("127.0.0.1", 65536))
                .withMessage("Port 65536 is not a port: use 1 to 65535, or 0 for any free one.");
    }

    @Test
    void without_the_token_the_api_says_401() throws Exception {
        var none = send(HttpRequest.newBuilder(URI.create(base + "/api/v1/jobs")));
        var wrong = send(HttpRequest.newBuilder(URI.create(base + "/api/v1/jobs"))
                .header("Authorization", "Bearer operator-toke"));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("Bearer"));
        assertThat(none.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(detail(wrong)).startsWith("The token is not, or no longer, valid");
    }

    @Test
    void a_foreign_host_name_is_refused_on_loopback() throws Exception {
        assertThat(raw("evil.example")).startsWith("HTTP/1.1 403");
        assertThat(raw("localhost:" + port())).startsWith("HTTP/1.1 200");
        assertThat(raw("[::1]:" + port())).startsWith("HTTP/1.1 200");
    }

    @Test
    void the_public_address_is_one_of_our_names() throws Exception {
        grid.ways.madeKnownAs("https://brain.example");
        assertThat(raw("brain.example")).startsWith("HTTP/1.1 200");
    }

    @Test
    void only_allowed_origins_may_read_across_origins() throws Exception {
        var friend = send(request("/api/v1/nodes").header("Origin", "https://friend.example"));
        var stranger = send(request("/api/v1/nodes").header("Origin", "https://stranger.example"));
        assertThat(friend.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://friend.example");
        assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_preflight_needs_no_token() throws Exception {
        var preflight = send(HttpRequest.newBuilder(URI.create(base + "/api/v1/jobs"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://friend.example")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .isPresent();
    }

    @Test
    void unknown_paths_and_methods_are_problems() throws Exception {
        var missing = get("/api/v1/nothing");
        var method = send(request("/api/v1/jobs").DELETE());
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(detail(missing)).isEqualTo("There is nothing at /api/v1/nothing.");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow"))
                .hasValueSatisfying(v -> assertThat(v).contains("GET", "POST"));
    }

    @Test
    void the_page_comes_with_its_policy_and_isolation() throws Exception {
        var page = send(HttpRequest.newBuilder(URI.create(base + "/assets/door-test/a.html")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(v -> assertThat(v)
                        .startsWith("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';")
                        .doesNotContain("unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"));
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(page.headers().firstValue("Cross-Origin-Embedder-Policy")).hasValue("require-corp");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(send(HttpRequest.newBuilder(URI.create(base + "/")))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(v -> assertThat(v).endsWith("/join"));
    }

    @Test
    void the_join_address_opens_the_workers_page() throws Exception {
        var page = send(HttpRequest.newBuilder(URI.create(base + "/join")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/assets/");
    }

    @Test
    void the_bench_page_comes_with_the_policy_and_without_inline_script() throws Exception {
        var page = send(HttpRequest.newBuilder(URI.create(base + "/bench")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("src=\"/assets/bench.js\"").doesNotContain("<style", " style=", "<script>");
        var script = send(HttpRequest.newBuilder(URI.create(base + "/assets/bench.js")));
        assertThat(script.statusCode()).isEqualTo(200);
    }

    @Test
    void an_unchanged_asset_is_not_sent_again() throws Exception {
        var first = send(HttpRequest.newBuilder(URI.create(base + "/assets/door-test/a.html")));
        var etag = first.headers().firstValue("ETag").orElseThrow();
        var again = send(HttpRequest.newBuilder(URI.create(base + "/assets/door-test/a.html"))
                .header("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void assets_cannot_be_left_upwards() throws Exception {
        for (var path : List.of(
                "/assets/../golden/frames.json",
                "/assets/..%2fgolden%2fframes.json",
                "/assets/.x.js",
                "/assets/none.js")) {
            var answer = exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|404) .*");
        }
    }

    private String port() {
        return base.substring(base.lastIndexOf(':') + 1);
    }

    private String raw(String host) throws IOException {
        return exchange("GET /api/v1/nodes HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + TOKEN
                + "\r\nConnection: close\r\n\r\n");
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port()))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
