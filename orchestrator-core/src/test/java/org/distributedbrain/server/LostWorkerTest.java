package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

/** What the core hears when a connection stops being one, over real sockets. */
class LostWorkerTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Pings ten times a second, and an answer may take a third of one. */
    private static final SocketLimits WATCHFUL =
            Limits.withAnswer(Limits.impatient(LONG, LONG, LONG, Duration.ofMillis(100)), Duration.ofMillis(300));

    /** Reads everything and answers pings, as the WebSocket below a suspended page does, until the connection ends. */
    private static Thread answeringPings(RawSocket socket, AtomicBoolean answer) {
        return Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    byte[] frame = socket.readFrame();
                    if (frame[0] == (byte) 0x89 && answer.get()) {
                        socket.frame(0x8A, Arrays.copyOfRange(frame, 1, frame.length));
                    }
                }
            } catch (IOException e) {
                // the connection ended
            }
        });
    }

    private static RawSocket registered(SocketHarness harness) throws IOException {
        RawSocket socket = new RawSocket(harness.port(), "");
        socket.text(SocketHarness.registration());
        assertThat(new String(socket.readFrame(), StandardCharsets.UTF_8)).contains("registration_ack");
        return socket;
    }

    @Test
    void a_peer_that_stops_answering_pings_is_half_open_long_before_the_silence_limit() throws Exception {
        try (SocketHarness harness = new SocketHarness(WATCHFUL);
                RawSocket gone = registered(harness)) {
            Event.WorkerLeft left = harness.events.await1(Event.WorkerLeft.class);
            assertThat(left.parting()).isEqualTo(Event.Parting.HALF_OPEN);
            assertThat(left.worker()).isEqualTo(new WorkerId("w-1"));
            assertThat(left.reason()).contains("300 ms");
            assertThat(gone.awaitClose()).isEqualTo(4003);
            assertThat(harness.events.of(Event.WorkerLeft.class)).hasSize(1);
        }
    }

    @Test
    void a_peer_that_only_answers_pings_stays_connected_and_is_told_from_one_that_speaks() throws Exception {
        AtomicBoolean answer = new AtomicBoolean(true);
        try (SocketHarness harness = new SocketHarness(WATCHFUL);
                RawSocket frozen = registered(harness)) {
            answeringPings(frozen, answer);
            await().atMost(Duration.ofSeconds(60)).until(() -> harness.events.heard.size() >= 2);
            assertThat(harness.events.heard).extracting(Event.WorkerHeard::sign).containsOnly(Event.Sign.PING);
            frozen.text("{\"type\":\"heartbeat\"}");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> harness.events.heard.getLast().sign() == Event.Sign.MESSAGE
                            || harness.events.heard.stream().anyMatch(heard -> heard.sign() == Event.Sign.MESSAGE));
            assertThat(harness.events.of(Event.WorkerLeft.class)).isEmpty();
            answer.set(false);
            assertThat(harness.events.await1(Event.WorkerLeft.class).parting()).isEqualTo(Event.Parting.HALF_OPEN);
        }
    }

    @Test
    void bytes_on_their_way_delay_an_answer_and_are_waited_for() throws Exception {
        Chunk big = chunk(1024, 1024, 1, 5, 6); // 4 MiB: 16 s at the slowest speed that is waited for
        Duration second = Duration.ofSeconds(1);
        SocketLimits patient = Limits.withAnswer(Limits.impatient(LONG, LONG, LONG, second), second);
        try (SocketHarness harness = new SocketHarness(patient);
                RawSocket slow = registered(harness)) {
            harness.link("w-1").sendChunk(new TaskId(1), big, List.of(content(big.a(), 0), content(big.b(), 0)));
            // It reads nothing for longer than a ping and its answer may take, then everything.
            long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            await().pollDelay(Duration.ofMillis(100)).atMost(LONG).until(() -> System.nanoTime() > until);
            assertThat(harness.events.of(Event.WorkerLeft.class)).isEmpty();
            answeringPings(slow, new AtomicBoolean(true));
            await().atMost(LONG).until(() -> !harness.events.heard.isEmpty());
            assertThat(harness.events.of(Event.WorkerLeft.class)).isEmpty();
        }
    }

    @Test
    void a_closed_socket_is_heard_of_at_once_and_a_broken_rule_too_before_the_close_is_answered() throws Exception {
        try (SocketHarness harness = new SocketHarness();
                RawSocket closing = registered(harness);
                RawSocket rude = registered(harness)) {
            closing.socket.close();
            assertThat(harness.events.await1(Event.WorkerLeft.class)).satisfies(left -> {
                assertThat(left.worker()).isEqualTo(new WorkerId("w-1"));
                assertThat(left.parting()).isEqualTo(Event.Parting.LOST);
            });
            rude.text("{\"type\":\"nonsense\"}"); // and it does not read, nor answer the close
            Event.WorkerLeft left =
                    harness.events.awaitCount(Event.WorkerLeft.class, 2).getLast();
            assertThat(left.worker()).isEqualTo(new WorkerId("w-2"));
            assertThat(harness.socket.size()).isZero();
        }
    }

    @Test
    void a_result_that_comes_twice_or_too_late_is_turned_down_and_the_core_hears_of_it() throws Exception {
        Chunk small = chunk(1, 1, 1, 7, 8);
        try (SocketHarness harness = new SocketHarness();
                WireClient worker = harness.register()) {
            var link = harness.link(worker);
            link.sendChunk(new TaskId(17), small, List.of(content(small.a(), 1), content(small.b(), 1)));
            worker.awaitText("compute_task");
            for (int i = 0; i < 2; i++) {
                worker.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":1,\"bytes\":4}");
                worker.send(WireClient.result(17, 0, 1), true);
            }
            assertThat(harness.events.await1(Event.LateResult.class))
                    .isEqualTo(new Event.LateResult(new WorkerId("w-1"), new TaskId(17)));
            assertThat(harness.events.of(Event.ChunkReturned.class)).hasSize(1);
            assertThat(worker.awaitText("result_rejected").get("reason").stringValue())
                    .isEqualTo("late");
            link.sendChunk(new TaskId(18), small, List.of());
            link.cancelTask(new TaskId(18));
            worker.awaitText("cancel_task");
            worker.send("{\"type\":\"task_complete\",\"task\":18,\"computeMs\":1,\"bytes\":4}");
            assertThat(harness.events
                            .awaitCount(Event.LateResult.class, 2)
                            .getLast()
                            .task())
                    .isEqualTo(new TaskId(18));
        }
    }
}
