package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that hold connections without getting anywhere, beside others that are served meanwhile. With {@code -Dslow.connections=500} as many, and
 * with the limits that are in force.
 */
class SlowClientsTest extends HttpTestBase {
    private static final RequestLimits IMPATIENT = new RequestLimits(
            Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(3), 200, 100, 100, 100, 100, 10);

    private static final int CONNECTIONS = Integer.getInteger("slow.connections", 60);
    private static final boolean MEASURED = Integer.getInteger("slow.connections") != null;

    private HttpServer impatient;
    private int port;

    @BeforeEach
    void openImpatient() {
        impatient = with(MEASURED ? RequestLimits.STANDARD : IMPATIENT);
        port = impatient.start().getPort();
    }

    @AfterEach
    void closeImpatient() {
        impatient.close();
    }

    private HttpServer with(RequestLimits limits) {
        return new HttpServer(
                new HttpOptions("127.0.0.1", 0, Set.of(), 1 << 20, limits), grid, blobs, tokens, List.of());
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(90_000);
        return socket;
    }

    /** Sends this, then a byte every 50 ms until the server has had enough. */
    private boolean isDropped(String first) throws Exception {
        try (var socket = connect()) {
            write(socket, first);
            for (var i = 0; i < 1_200; i++) {
                write(socket, "x");
                Thread.sleep(50);
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void slow_heads_slow_bodies_and_idle_connections_are_dropped_while_others_are_served() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> slow = new ArrayList<>();
            var began = System.nanoTime();
            var longest = 0L;
            for (var i = 0; i < CONNECTIONS / 3; i++) {
                slow.add(threads.submit(() -> isDropped("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")));
                slow.add(threads.submit(
                        () -> isDropped("POST /probe HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n")));
                slow.add(threads.submit((Callable<Boolean>) () -> {
                    try (var idle = connect()) {
                        return isEnded(idle);
                    }
                }));
            }
            while (slow.stream().anyMatch(one -> !one.isDone())) {
                var asked = System.nanoTime();
                var health = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")));
                assertThat(health.statusCode()).isEqualTo(200);
                longest = Math.max(longest, System.nanoTime() - asked);
            }
            if (MEASURED) {
                System.out.printf(
                        "%d slow connections: all dropped after %.1f s; the slowest answer to another meanwhile took %d ms%n",
                        slow.size(), (System.nanoTime() - began) / 1e9, longest / 1_000_000);
            }
            for (var one : slow) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void a_client_that_does_not_read_its_answers_is_dropped() throws Exception {
        try (var deaf = connect()) {
            deaf.setReceiveBufferSize(4_096);
            var request = "GET /probe?bytes=1048576 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
            var asking = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        write(deaf, request);
                    }
                } catch (IOException e) {
                    // the server has had enough, or the test has
                }
            });
            asking.join(Duration.ofSeconds(120));
            assertThat(asking.isAlive()).isFalse();
        }
    }

    @Test
    void a_body_that_comes_slowly_but_steadily_arrives() throws Exception {
        try (var socket = connect()) {
            write(
                    socket,
                    "POST /probe HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 20000\r\n\r\n");
            for (var i = 0; i < 80; i++) {
                write(socket, "y".repeat(250));
                Thread.sleep(60);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void a_long_poll_outlives_the_time_that_a_connection_may_rest() throws Exception {
        grid.endAtOnce = false;
        var id = json(post("{\"kernel\":\"matmul\",\"rowsA\":8,\"colsA\":8,\"colsB\":8,\"seed\":7}"))
                .path("id")
                .asString();
        var answer =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/jobs/" + id + "?wait=5s"))
                        .header("Authorization", "Bearer " + TOKEN));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void there_are_so_many_connections_and_no_more() throws Exception {
        var hour = Duration.ofHours(1);
        List<Socket> all = new ArrayList<>();
        try (var few = with(new RequestLimits(hour, hour, hour, 1, 20, 100, 100, 100, 10))) {
            port = few.start().getPort();
            for (var i = 0; i < 25; i++) {
                all.add(connect());
            }
            for (var beyond : all.subList(20, 25)) {
                assertThat(isEnded(beyond)).isTrue();
            }
            var first = all.getFirst();
            write(first, "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(first.getInputStream().read()).isEqualTo('H');
        } finally {
            for (var socket : all) {
                socket.close();
            }
        }
    }
}
