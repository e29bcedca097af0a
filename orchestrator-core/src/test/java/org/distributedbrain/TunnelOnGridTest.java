package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.Invitation.Way;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.tunnel.FakeNgrok;
import org.distributedbrain.tunnel.TunnelOptions;
import org.distributedbrain.tunnel.TunnelSettings;
import org.distributedbrain.tunnel.TunnelView.State;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tunnel of a whole orchestrator. The agent is made up; who would come through it comes to the port that it was told. */
@Timeout(300)
class TunnelOnGridTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private FakeNgrok ngrok;
    private Orchestrator grid;

    @BeforeEach
    void start() throws IOException {
        ngrok = FakeNgrok.in(folder.resolve("bin"));
        ngrok.say(FakeNgrok.ESTABLISHED, FakeNgrok.UP);
        grid = orchestrator(true);
    }

    private Orchestrator orchestrator(boolean atStart) {
        TunnelSettings settings = new TunnelSettings("0123456789abcdef", 1_000_000_000, List.of(folder.resolve("bin")));
        return Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0)
                .withTunnel(new TunnelOptions(atStart, () -> settings)));
    }

    @AfterEach
    void close() {
        grid.close();
        assertThat(ngrok.runs()).as("an agent outlived the orchestrator").isFalse();
    }

    private void awaitOn() {
        await().atMost(LIMIT).until(() -> grid.tunnel().view().state() == State.ON);
    }

    private void awaitWorkers(int expected) {
        await().atMost(LIMIT).until(() -> grid.snapshot().totals().activeWorkers() == expected);
    }

    @Test
    void the_tunnel_is_the_best_way_in_while_it_is_on() {
        awaitOn();
        Invitation invitation = grid.invitation();
        assertThat(invitation.ways()).extracting(Way::kind).containsExactly(Kind.TUNNEL, Kind.LOOPBACK);
        assertThat(invitation.best())
                .hasToString(FakeNgrok.URL + "/join#" + invitation.best().getFragment());
        assertThat(invitation.ways().getFirst().sentence()).contains("anywhere", "Visit Site");
        assertThat(invitation.loopbackOnly()).isFalse();
        grid.tunnel().stop();
        assertThat(grid.invitation().ways()).extracting(Way::kind).containsExactly(Kind.LOOPBACK);
        assertThat(grid.invitation().loopbackOnly()).isTrue();
    }

    @Test
    void who_comes_through_it_computes_and_every_byte_is_counted_and_it_ends_with_the_tunnel() throws Exception {
        awaitOn();
        assertThat(ngrok.port()).isNotEqualTo(grid.url().getPort());
        URI through = URI.create("http://127.0.0.1:" + ngrok.port() + "/join#"
                + grid.invitation().best().getFragment());
        try (NativeWorker _ =
                NativeWorker.start(through, NativeWorkerOptions.defaults().withThreads(1))) {
            awaitWorkers(1);
            JobView job = grid.submit(
                    new JobSpec(new MatmulSource.Synthetic(new MatmulSize(301, 257, 203), 7), "through a tunnel"));
            assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
            assertThat(grid.tunnel().view().usage().bytesIn())
                    .as("the result came in")
                    .isGreaterThan(4L * 301 * 203);
            assertThat(grid.tunnel().view().usage().bytesOut()).isPositive();
            grid.tunnel().stop();
            awaitWorkers(0);
        }
        long sent = grid.tunnel().view().usage().bytesOut();
        grid.close();
        grid = orchestrator(false);
        assertThat(grid.tunnel().view().usage().bytesOut()).isEqualTo(sent);
        assertThat(grid.tunnel().view().state()).isEqualTo(State.OFF);
    }

    @Test
    void what_the_agent_says_of_where_somebody_comes_from_is_believed_and_what_others_say_is_not() throws Exception {
        awaitOn();
        assertThat(addressOfWorker(ngrok.port())).isEqualTo("198.51.100.7");
        assertThat(addressOfWorker(grid.url().getPort())).isEqualTo("127.0.0.1");
    }

    /** Registers a worker by hand and says where the orchestrator believes that it is; its connection ends then. */
    private String addressOfWorker(int port) throws Exception {
        awaitWorkers(0);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET /ws/worker HTTP/1.1\r\nHost: make-believe.ngrok-free.app\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Origin: https://make-believe.ngrok-free.app\r\n"
                                    + "X-Forwarded-For: 203.0.113.1, 198.51.100.7\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(lines.readLine()).contains("101");
            socket.getOutputStream().write(masked(registration()));
            awaitWorkers(1);
            return grid.snapshot().workers().stream()
                    .filter(worker -> worker.state() != WorkerState.GONE)
                    .findFirst()
                    .orElseThrow()
                    .address();
        }
    }

    private String registration() {
        return "{\"type\":\"register_worker\",\"protocol\":1,\"joinKey\":\""
                + grid.invitation().best().getFragment()
                + "\",\"name\":\"by hand\",\"engine\":\"python\",\"device\":\"test\",\"kernels\":[\"matmul\"],"
                + "\"maxBlockBytes\":1048576,\"memoryBytes\":4194304}";
    }

    /** One text frame of a client, with a mask of zeros. */
    private static byte[] masked(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[content.length + 8];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (content.length >> 8);
        frame[3] = (byte) content.length;
        System.arraycopy(content, 0, frame, 8, content.length);
        return frame;
    }

    @Test
    void the_operator_may_come_in_by_its_name() throws Exception {
        awaitOn();
        String token =
                Files.readString(grid.dataFolder().resolve("operator.token")).strip();
        try (Socket socket = new Socket("127.0.0.1", ngrok.port())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/tunnel HTTP/1.1\r\nHost: make-believe.ngrok-free.app\r\nAuthorization: Bearer "
                                    + token + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"state\":\"on\"");
        }
    }
}
