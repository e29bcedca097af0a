package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.tunnel.TunnelOptions;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator lets devices in and makes old invitations useless while the orchestrator runs. 127.0.0.2 and 127.0.0.3 stand for its networks. */
@Timeout(300)
class OpenDoorTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private List<InetAddress> networks = List.of(address("127.0.0.2"), address("127.0.0.3"));
    private Orchestrator grid;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0), () -> networks);
    }

    @AfterEach
    void close() {
        client.close();
        grid.close();
    }

    @Test
    void an_opened_door_leads_in_from_every_network_and_a_closed_one_from_none() throws Exception {
        assertThat(grid.invitation().loopbackOnly()).isTrue();
        assertThatThrownBy(() -> health("127.0.0.2")).isInstanceOf(IOException.class);

        Invitation open = grid.openDoor(true);
        assertThat(plain(open)).containsExactly("127.0.0.2", "127.0.0.3", "127.0.0.1");
        assertThat(open.door()).isEqualTo(Door.OPEN);
        assertThat(open.loopbackOnly()).isFalse();
        assertThat(health("127.0.0.2")).isEqualTo(200);
        assertThat(health("127.0.0.3")).isEqualTo(200);

        networks = List.of(address("127.0.0.3"), address("127.0.0.4"));
        assertThat(plain(grid.openDoor(true))).containsExactlyInAnyOrder("127.0.0.3", "127.0.0.4", "127.0.0.1");
        assertThatThrownBy(() -> health("127.0.0.2")).isInstanceOf(IOException.class);

        assertThat(grid.openDoor(false).door()).isEqualTo(Door.CLOSED);
        assertThat(grid.openDoor(false).all()).hasSize(1);
        assertThatThrownBy(() -> health("127.0.0.3")).isInstanceOf(IOException.class);
        assertThat(health("127.0.0.1")).isEqualTo(200);
        assertThat(grid.openDoor(true).door()).isEqualTo(Door.OPEN);
        assertThat(health("127.0.0.4")).isEqualTo(200);
    }

    @Test
    void the_operator_may_come_in_by_an_address_of_the_invitation() throws Exception {
        grid.openDoor(true);
        String token =
                Files.readString(grid.dataFolder().resolve("operator.token")).strip();
        var request = HttpRequest.newBuilder(at("127.0.0.2", "/api/v1/invitation"))
                .header("Authorization", "Bearer " + token)
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_closing_door_disconnects_who_came_through_it_and_nobody_else() {
        URI network = grid.openDoor(true).way(Kind.LAN_HTTP).orElseThrow().url();
        try (NativeWorker guest = join("guest", network);
                NativeWorker here = join("here", last(grid.invitation()))) {
            awaitWorkers(2);
            grid.openDoor(false);
            awaitWorkers(1);
            assertThat(here.ended()).isNotDone();
            grid.openDoor(true);
            awaitWorkers(2); // it kept knocking
            assertThat(guest.ended()).isNotDone();
        }
    }

    @Test
    void a_taken_port_is_left_out_and_refused_where_it_is_taken_everywhere() throws Exception {
        int port = grid.url().getPort();
        try (var taken = new ServerSocket(port, 1, address("127.0.0.2"))) {
            assertThat(plain(grid.openDoor(true))).containsExactly("127.0.0.3", "127.0.0.1");
            grid.openDoor(false);
            networks = List.of(address("127.0.0.2"));
            assertThatThrownBy(() -> grid.openDoor(true))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " on 127.0.0.2 is in use: ");
        }
        networks = List.of();
        assertThatThrownBy(() -> grid.openDoor(true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("in no network");
        assertThat(grid.invitation().door()).isEqualTo(Door.CLOSED);
    }

    @Test
    void a_door_that_was_open_from_the_start_stays_open() {
        var options = new OrchestratorOptions(
                DataPaths.in(folder.resolve("open")),
                "0.0.0.0",
                0,
                OrchestratorOptions.NEXT_PORT,
                null,
                false,
                Set.of(),
                TunnelOptions.NONE,
                InstantSource.system());
        try (Orchestrator open = Orchestrator.start(options, () -> networks)) {
            assertThat(plain(open.invitation())).containsExactly("127.0.0.2", "127.0.0.3", "127.0.0.1");
            assertThat(open.openDoor(true).door()).isEqualTo(Door.ALWAYS);
            assertThatThrownBy(() -> open.openDoor(false))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("--host 127.0.0.1");
        }
    }

    @Test
    void a_renewed_key_keeps_strangers_out_and_lets_workers_come_back_with_their_identity() {
        URI old = grid.invitation().best();
        Path identity = folder.resolve("identity");
        try (NativeWorker known = join("known", old, identity)) {
            awaitWorkers(1);
            assertThat(grid.invitation().joined()).isEqualTo(1);
            URI renewed = grid.renewJoinKey().best();
            assertThat(renewed.getFragment()).isNotEqualTo(old.getFragment());
            assertThat(grid.invitation().joined()).isZero();
            try (NativeWorker late = join("late", old, folder.resolve("late"))) {
                assertThat(late.ended().join()).contains("join key");
            }
            assertThat(known.ended()).isNotDone();
        }
        awaitWorkers(0);
        try (NativeWorker back = join("known", old, identity)) {
            awaitWorkers(1);
            assertThat(back.ended()).isNotDone();
            assertThat(grid.invitation().joined()).isZero();
            try (NativeWorker invited = join("invited", grid.invitation().best())) {
                awaitWorkers(2);
                assertThat(invited.ended()).isNotDone();
                assertThat(grid.invitation().joined()).isEqualTo(1);
            }
        }
    }

    private void awaitWorkers(int expected) {
        await().atMost(LIMIT).until(() -> grid.snapshot().totals().activeWorkers() == expected);
    }

    private static NativeWorker join(String name, URI url) {
        return NativeWorker.start(
                url, NativeWorkerOptions.defaults().withName(name).withThreads(1));
    }

    private static NativeWorker join(String name, URI url, Path state) {
        return NativeWorker.start(
                url,
                NativeWorkerOptions.defaults().withName(name).withThreads(1).withStateFolder(state));
    }

    /** The hosts of all ways in without TLS. */
    private static List<String> plain(Invitation invitation) {
        return invitation.all().stream()
                .filter(url -> url.getScheme().equals("http"))
                .map(URI::getHost)
                .toList();
    }

    private static URI last(Invitation invitation) {
        return invitation.all().getLast();
    }

    private int health(String host) throws Exception {
        return client.send(HttpRequest.newBuilder(at(host, "/health")).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + grid.url().getPort() + path);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
