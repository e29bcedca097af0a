package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.Invitation.Way;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.tls.TlsFiles;
import org.distributedbrain.tunnel.TunnelOptions;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Https in the network, with the orchestrator's own certificate. 127.0.0.2 and 127.0.0.3 stand for its networks. */
@Timeout(300)
class LanHttpsTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final List<InetAddress> networks = List.of(address("127.0.0.2"), address("127.0.0.3"));
    private Orchestrator grid;

    @BeforeEach
    void start() {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0), () -> networks);
    }

    @AfterEach
    void close() {
        grid.close();
    }

    @Test
    void an_open_door_leads_in_with_https_first_and_says_what_each_way_can_do() {
        assertThat(grid.invitation().ways()).extracting(Way::kind).containsExactly(Kind.LOOPBACK);
        assertThat(grid.invitation().fingerprint()).isEmpty();

        Invitation open = grid.openDoor(true);
        assertThat(open.ways())
                .extracting(Way::kind)
                .containsExactly(Kind.LAN_HTTPS, Kind.LAN_HTTPS, Kind.LAN_HTTP, Kind.LAN_HTTP, Kind.LOOPBACK);
        assertThat(open.best()).hasScheme("https").hasHost("127.0.0.2").hasPath("/join");
        assertThat(open.ways().getFirst().sentence()).contains("GPU", "warns once", "fingerprint");
        assertThat(open.way(Kind.LAN_HTTP).orElseThrow().sentence()).contains("processor only");
        assertThat(open.all())
                .extracting(URI::getFragment)
                .containsOnly(open.best().getFragment());
        assertThat(open.fingerprint()).hasSize(95);

        assertThat(grid.openDoor(false).fingerprint()).isEmpty();
        assertThat(open.best()).satisfies(gone -> assertThat(accepts(gone)).isFalse());
    }

    @Test
    void the_page_over_https_has_the_same_headers_as_over_http_and_binds_nobody_to_https() throws Exception {
        URI secure = grid.openDoor(true).best();
        try (HttpClient client = trusting()) {
            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(secure).build(), BodyHandlers.ofString());
            HttpResponse<String> plain = client.send(
                    HttpRequest.newBuilder(grid.url().resolve("/join")).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo(plain.body());
            for (String header :
                    List.of("Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy", "Content-Security-Policy")) {
                assertThat(page.headers().firstValue(header))
                        .isPresent()
                        .isEqualTo(plain.headers().firstValue(header));
            }
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void a_worker_that_was_given_the_fingerprint_joins_through_tls_and_computes() throws Exception {
        Invitation open = grid.openDoor(true);
        try (NativeWorker worker = join(open.best(), open.fingerprint())) {
            await().atMost(LIMIT).until(() -> grid.snapshot().totals().activeWorkers() == 1);
            JobView job = grid.submit(
                    new JobSpec(new MatmulSource.Synthetic(new MatmulSize(301, 257, 203), 7), "through TLS"));
            assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);
            assertThat(worker.status().rejected()).isZero();
            assertThat(grid.snapshot().workers().getFirst().address()).startsWith("127.");
        }
    }

    @Test
    void a_worker_without_the_fingerprint_or_with_another_stays_out_and_says_what_to_do() throws Exception {
        URI secure = grid.openDoor(true).best();
        try (NativeWorker worker = join(secure, null)) {
            await().atMost(LIMIT).until(() -> worker.status().detail().contains("--fingerprint"));
        }
        try (NativeWorker worker = join(secure, "00".repeat(32))) {
            await().atMost(LIMIT).until(() -> worker.status().detail().contains("another fingerprint"));
        }
        assertThat(grid.snapshot().totals().activeWorkers()).isZero();
    }

    @Test
    void https_is_at_the_next_port_or_at_the_one_that_was_asked_for_and_anywhere_when_that_is_taken() throws Exception {
        int next = grid.url().getPort() + 1;
        try (var taken = new ServerSocket(next, 1, address("127.0.0.2"))) {
            assertThat(grid.openDoor(true).best().getPort())
                    .isNotIn(taken.getLocalPort(), grid.url().getPort());
            grid.openDoor(false);
        }
        int free;
        try (var probe = new ServerSocket(0, 1, address("127.0.0.2"))) {
            free = probe.getLocalPort();
        }
        var options = new OrchestratorOptions(
                DataPaths.in(folder.resolve("asked")),
                "0.0.0.0",
                0,
                free,
                null,
                false,
                Set.of(),
                TunnelOptions.NONE,
                InstantSource.system());
        try (Orchestrator open = Orchestrator.start(options, () -> networks)) {
            assertThat(open.invitation().ways()).first().extracting(Way::kind).isEqualTo(Kind.LAN_HTTPS);
            assertThat(open.invitation().best().getPort()).isEqualTo(free);
        }
    }

    @Test
    void the_certificate_outlives_the_run() {
        String before = grid.openDoor(true).fingerprint();
        grid.close();
        start();
        assertThat(grid.openDoor(true).fingerprint()).isEqualTo(before);
    }

    @Test
    void a_client_that_hangs_in_the_handshake_holds_up_nobody_and_not_the_end() throws Exception {
        URI secure = grid.openDoor(true).best();
        try (Socket silent = new Socket(secure.getHost(), secure.getPort());
                HttpClient client = trusting()) {
            assertThat(client.send(HttpRequest.newBuilder(secure).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            grid.close();
            silent.setSoTimeout((int) TimeUnit.SECONDS.toMillis(60));
            assertThat(ends(silent)).isTrue();
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException e) {
            return true; // reset: it ended as well
        }
    }

    private static NativeWorker join(URI url, String fingerprint) {
        return NativeWorker.start(
                url, NativeWorkerOptions.defaults().withThreads(1).withFingerprint(fingerprint));
    }

    private static boolean accepts(URI at) {
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A client that was given the certificate, as a person gives it to a device. */
    private HttpClient trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(grid.dataFolder().resolve(TlsFiles.CERTIFICATE))) {
            store.setCertificateEntry(
                    "brain", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
