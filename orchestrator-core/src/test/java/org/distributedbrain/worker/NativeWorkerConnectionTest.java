package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.worker.NativeWorkerStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How the worker comes, stays, goes and comes back, over a real socket; pauses pass at once. */
@Timeout(240)
class NativeWorkerConnectionTest {
    private static final String KNOWN = "{'type':'registration_ack','protocol':1,'workerId':'w-1','name':'Thing',"
            + "'heartbeatMs':20,'silenceLimitMs':60000,'window':2,'maxFrameBytes':4096}";

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<NativeWorkerStatus> statuses = new CopyOnWriteArrayList<>();
    private FakeOrchestrator orchestrator;
    private NativeWorkerOptions options;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws Exception {
        orchestrator = new FakeOrchestrator();
        options = NativeWorkerOptions.defaults()
                .withThreads(1)
                .withMemoryBytes(1 << 20)
                .withListener(statuses::add);
    }

    @AfterEach
    void end() throws Exception {
        orchestrator.close();
    }

    @Test
    void it_comes_back_with_its_identity_after_the_connection_broke() throws Exception {
        try (NativeWorker worker = start()) {
            orchestrator.registered().peer().close();
            FakeOrchestrator.Registered again = orchestrator.registered(KNOWN);

            assertThat(again.registration().get("workerId").asString()).isEqualTo("w-1");
            assertThat(again.registration().get("workerSecret").asString()).isEqualTo("s3cret");
            assertThat(pauses).hasSize(1);
            await().until(() -> worker.status().state() == State.IDLE);
            again.peer().close(1001, "");
            again.peer().close();
            orchestrator.registered(KNOWN).peer().close();
        }
        assertThat(statuses).anySatisfy(status -> {
            assertThat(status.state()).isEqualTo(State.DISCONNECTED);
            assertThat(status.detail()).startsWith("The orchestrator is shutting down. Trying again in 1 s.");
        });
    }

    @Test
    void identity_is_kept_in_a_file_that_only_its_owner_can_read() throws Exception {
        options = options.withStateFolder(folder.resolve("state"));
        try (NativeWorker worker = start()) {
            FakeOrchestrator.Registered first = orchestrator.registered();
            await().until(() -> worker.status().state() == State.IDLE);
            // A second worker beside it must not take the identity and push the first one out.
            try (NativeWorker beside = start()) {
                FakeOrchestrator.Registered second = orchestrator.registered(KNOWN);
                assertThat(second.registration().has("workerId")).isFalse();
                second.peer().close(4006, "");
                beside.ended().get(60, TimeUnit.SECONDS);
            }
            first.peer().close(4006, "");
            worker.ended().get(60, TimeUnit.SECONDS);
        }
        try (var files = Files.list(folder.resolve("state"))) {
            Path file = files.findFirst().orElseThrow();
            assertThat(file.getFileName().toString()).isEqualTo("worker-127.0.0.1_" + orchestrator.port());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (NativeWorker worker = start()) {
            FakeOrchestrator.Registered again = orchestrator.registered(KNOWN);
            assertThat(again.registration().get("workerId").asString()).isEqualTo("w-1");
            again.peer().close(4006, "");
            assertThat(worker.ended().get(60, TimeUnit.SECONDS)).isEqualTo("The operator removed this worker.");
        }
    }

    @ParameterizedTest
    @CsvSource({"4001,ask the operator", "4002,same version", "4004,elsewhere", "4006,removed"})
    void some_closes_end_it_for_good(int code, String words) throws Exception {
        try (NativeWorker worker = start()) {
            FakeOrchestrator.Registered registered = orchestrator.registered();
            registered.peer().close(code, "");

            assertThat(worker.ended().get(60, TimeUnit.SECONDS)).contains(words);
            assertThat(worker.status().state()).isEqualTo(State.ENDED);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void the_orchestrators_own_words_are_shown_when_a_key_is_refused() throws Exception {
        try (NativeWorker worker = start()) {
            Peer peer = orchestrator.connection();
            peer.upgrade(101);
            peer.message("register_worker");
            peer.text("{'type':'error','code':'bad_key','message':'No such key here.'}");
            peer.close(4001, "bad_key");

            assertThat(worker.ended().get(60, TimeUnit.SECONDS)).isEqualTo("No such key here.");
        }
    }

    @Test
    void an_address_that_is_no_orchestrator_is_told_and_tried_again() throws Exception {
        try (NativeWorker worker = start()) {
            Peer peer = orchestrator.connection();
            String head = peer.upgrade(404);
            peer.close();
            FakeOrchestrator.Registered registered = orchestrator.registered();
            await().until(() -> worker.status().state() == State.IDLE);
            registered.peer().close();

            assertThat(head).startsWith("GET /ws/worker HTTP/1.1\r\n").doesNotContain("k3y");
            assertThat(head).doesNotContainIgnoringCase("origin").doesNotContainIgnoringCase("extensions");
            assertThat(statuses)
                    .anySatisfy(status -> assertThat(status.detail()).contains("HTTP status 404"));
        }
    }

    @Test
    void nothing_listening_is_told_and_tried_again_at_growing_distances() throws Exception {
        orchestrator.close();
        try (NativeWorker worker = start()) {
            await().until(() -> pauses.size() >= 68);

            assertThat(worker.status().state()).isNotEqualTo(State.ENDED);
            assertThat(statuses)
                    .anySatisfy(status -> assertThat(status.detail()).contains("nothing answers"));
        }
        List<Long> millis = pauses.stream().map(Duration::toMillis).toList();
        assertThat(millis.get(0)).isBetween(187L, 313L);
        assertThat(millis.get(1)).isBetween(375L, 625L);
        assertThat(millis.subList(2, 61)).allMatch(ms -> ms >= 750 && ms <= 1_250);
        assertThat(millis.get(61)).isBetween(1_500L, 2_500L);
        assertThat(millis.get(62)).isBetween(3_000L, 5_000L);
        assertThat(millis.get(67)).isBetween(22_500L, 37_500L);
        assertThat(millis.subList(2, 61).stream().distinct().count())
                .as("a random part")
                .isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1007, 1008, 1009, 1011, 4005, 4007, 4008})
    void who_is_sent_away_for_a_while_takes_its_time(int code) throws Exception {
        try (NativeWorker worker = start()) {
            for (int i = 0; i < 3; i++) {
                Peer peer = orchestrator.registered(KNOWN).peer();
                peer.close(code, "");
                peer.close();
            }
            orchestrator.registered(KNOWN).peer().close(4006, "");
            worker.ended().get(60, TimeUnit.SECONDS);
            List<Long> millis = pauses.stream().map(Duration::toMillis).toList();
            assertThat(millis.get(0)).isBetween(750L, 1_250L);
            assertThat(millis.get(1)).isBetween(1_500L, 2_500L);
            assertThat(millis.get(2)).isBetween(3_000L, 5_000L);
        }
    }

    @Test
    void closing_says_goodbye() throws Exception {
        NativeWorker worker = start();
        FakeOrchestrator.Registered registered = orchestrator.registered();
        await().until(() -> worker.status().state() == State.IDLE);
        Thread closing = Thread.startVirtualThread(worker::close);

        JsonNode leave = registered.peer().message("leave");
        Peer.Frame close = registered.peer().frame();
        registered.peer().close(1000, "");

        assertThat(leave.get("reason").asString()).isEqualTo("closed by its owner");
        assertThat(close.opcode()).isEqualTo(8);
        assertThat(close.payload()).startsWith(1000 >> 8, 1000 & 0xFF);
        closing.join();
        assertThat(worker.ended().get(60, TimeUnit.SECONDS)).isEqualTo("The worker was closed.");
        registered.peer().close();
    }

    @Test
    void it_gives_signs_of_life_and_answers_pings() throws Exception {
        try (NativeWorker worker = start()) {
            Peer peer = orchestrator.registered(KNOWN).peer();
            peer.send(true, 9, "hello".getBytes(StandardCharsets.UTF_8));
            boolean pong = false;
            int heartbeats = 0;
            while (!pong || heartbeats < 2) {
                Peer.Frame frame = peer.frame();
                if (frame.opcode() == 10) {
                    assertThat(frame.payload()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
                    pong = true;
                } else {
                    assertThat(new String(frame.payload(), StandardCharsets.UTF_8))
                            .isEqualTo("{\"type\":\"heartbeat\"}");
                    heartbeats++;
                }
            }
            peer.close(4006, "");
            worker.ended().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_orchestrator_that_has_fallen_silent_is_left_and_tried_again() throws Exception {
        try (NativeWorker worker = start()) {
            Peer silent = orchestrator.registered(KNOWN.replace("60000", "100")).peer();

            Peer again = orchestrator.registered(KNOWN).peer();

            assertThat(silent.isGone()).isTrue();
            assertThat(statuses)
                    .anySatisfy(status -> assertThat(status.detail()).startsWith("Nothing was heard"));
            again.close(4006, "");
            worker.ended().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void accepted_and_rejected_results_are_counted() throws Exception {
        try (NativeWorker worker = start()) {
            Peer peer = orchestrator.registered().peer();
            peer.text("{'type':'result_accepted','task':1}");
            peer.text("{'type':'result_accepted','task':2}");
            peer.text("{'type':'result_rejected','task':3,'reason':'wrong','message':'no'}");

            await().until(() -> worker.status().rejected() == 1);
            assertThat(worker.status().verified()).isEqualTo(2);
            assertThat(worker.status().name()).isEqualTo("Thing");
            peer.close(4006, "");
            worker.ended().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_engine_that_is_not_there_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> EngineChoice.parse("cuda"))
                .isInstanceOf(BadInput.class)
                .hasMessage("There is no engine 'cuda'; choose auto, vector or blas.");
        assertThatThrownBy(() -> new Engines(1, null, 0).choose(EngineChoice.BLAS))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("none was found");
    }

    private NativeWorker start() {
        return NativeWorker.start(JoinUrl.parse(orchestrator.joinUrl()), options, pauses::add, new SplittableRandom(1));
    }
}
