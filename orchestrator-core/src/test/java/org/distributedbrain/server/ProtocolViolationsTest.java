package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.GoldenFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of docs/protocol.md §7: the error that is said, the code that closes, and nothing left behind. */
class ProtocolViolationsTest {

    @ParameterizedTest
    @MethodSource("invalidExamples")
    void golden_violations_end_with_their_error_and_code(GoldenFrames.Case golden) {
        var given = golden.field("given");
        var frameLimit = given.get("maxFrameBytes");
        try (SocketHarness harness = frameLimit == null
                        ? new SocketHarness()
                        : new SocketHarness(withFrames(frameLimit.intValue()));
                WireClient worker = given.get("registered").booleanValue() ? harness.register() : harness.connect()) {
            given.get("outstanding").values().forEach(it -> {
                Chunk chunk = chunk(
                        it.get("rows").intValue(),
                        it.get("inner").intValue(),
                        it.get("cols").intValue(),
                        5,
                        6);
                harness.link(worker)
                        .sendChunk(
                                new TaskId(it.get("task").longValue()),
                                chunk,
                                List.of(content(chunk.a(), 1), content(chunk.b(), 1)));
                worker.awaitText("compute_task");
            });
            var announced = given.get("announced");
            if (!announced.isNull()) {
                long task = announced.get("task").longValue();
                worker.send("{\"type\":\"task_complete\",\"task\":" + task + ",\"computeMs\":1,\"bytes\":"
                        + announced.get("bytes") + "}");
                int received = announced.get("valuesReceived").intValue();
                if (received > 0) {
                    worker.send(WireClient.result(task, 0, new float[received]), true);
                }
            }
            if (golden.isText()) {
                worker.send(golden.text());
            } else {
                worker.send(golden.bytes(), true);
            }

            worker.awaitEnd(golden.error(), golden.close());
            await().until(() -> harness.returned.openNow() == 0 && harness.socket.size() == 0);
            assertThat(harness.events.of(Event.ChunkReturned.class)).isEmpty();
            if (given.get("registered").booleanValue()) {
                assertThat(harness.events.await1(Event.WorkerLeft.class).clean())
                        .isFalse();
            } else {
                assertThat(harness.events.all).isEmpty();
            }
        }
    }

    static Stream<GoldenFrames.Case> invalidExamples() {
        return GoldenFrames.all().filter(c -> !c.valid());
    }

    @Test
    void text_over_64_kib_is_too_big_and_just_64_kib_is_not() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            String heartbeat = "{\"type\":\"heartbeat\"}";
            worker.send(heartbeat + " ".repeat(65_536 - heartbeat.length()));
            worker.awaitText("heartbeat_ack");
            worker.send(heartbeat + " ".repeat(65_537 - heartbeat.length()));
            assertThat(worker.awaitEnd("too_big", 1009)).contains("65536");
        }
    }

    @Test
    void endless_text_in_fragments_is_refused_before_it_is_gathered() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            for (int i = 0; i < 3; i++) {
                worker.sendPart(" ".repeat(30_000), false);
            }
            worker.awaitEnd("too_big", 1009);
        }
    }

    @Test
    void a_frame_over_the_limit_is_too_big_and_one_at_the_limit_is_not() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            int max = SocketHarness.LIMITS.maxFrameBytes();
            int values = (max - DataFrame.HEADER_BYTES) / 4;
            Chunk chunk = chunk(values + 1, 1, 1, 5, 6);
            harness.link(worker).sendChunk(new TaskId(1), chunk, List.of(content(chunk.a(), 1), content(chunk.b(), 1)));
            worker.awaitText("compute_task");
            worker.send(
                    "{\"type\":\"task_complete\",\"task\":1,\"computeMs\":1,\"bytes\":" + chunk.resultBytes() + "}");
            worker.send(WireClient.result(1, 0, new float[values]), true);
            worker.send(WireClient.result(1, values, 1), true);
            harness.events.await1(Event.ChunkReturned.class);
            worker.send(
                    "{\"type\":\"task_complete\",\"task\":1,\"computeMs\":1,\"bytes\":" + chunk.resultBytes() + "}");
            worker.send(WireClient.result(1, 0, new float[values + 1]), true);
            assertThat(worker.awaitEnd("too_big", 1009)).contains(Integer.toString(max));
        }
    }

    @Test
    void a_result_announced_before_the_last_is_complete_is_out_of_order() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            Chunk chunk = chunk(2, 3, 2, 5, 6);
            harness.link(worker).sendChunk(new TaskId(1), chunk, List.of(content(chunk.a(), 1), content(chunk.b(), 1)));
            harness.link(worker).sendChunk(new TaskId(2), chunk, List.of());
            worker.awaitTexts("compute_task", 2);
            worker.send("{\"type\":\"task_complete\",\"task\":1,\"computeMs\":1,\"bytes\":16}");
            worker.send("{\"type\":\"task_complete\",\"task\":2,\"computeMs\":1,\"bytes\":16}");
            assertThat(worker.awaitEnd("out_of_order", 1008)).contains("Task 2", "task 1");
            await().until(() -> harness.returned.openNow() == 0);
        }
    }

    @Test
    void who_does_not_register_or_falls_silent_is_closed_with_timeout() {
        try (SocketHarness harness =
                new SocketHarness(impatient(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(100)))) {
            WireClient unregistered = harness.connect();
            assertThat(unregistered.awaitEnd("timeout", 4003)).contains("300 ms");
            assertThat(harness.events.all).isEmpty();
        }
    }

    @Test
    void a_half_open_connection_is_noticed_and_pongs_are_signs_of_life() throws Exception {
        SocketLimits hasty = impatient(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofMillis(100));
        try (SocketHarness harness = new SocketHarness(withHeartbeat(hasty, Duration.ofMillis(100)));
                RawSocket dead = new RawSocket(harness.port(), "")) {
            dead.text(SocketHarness.registration());
            dead.readFrame();
            // This one never answers a ping; the other does so by itself and sends nothing else.
            WireClient quiet = harness.register();
            assertThat(harness.events.await1(Event.WorkerLeft.class).worker().value())
                    .isEqualTo("w-1");
            assertThat(dead.awaitClose()).isEqualTo(4003);
            assertThat(quiet.isOpen()).isTrue();
            assertThat(harness.socket.size()).isEqualTo(1);
        }
    }

    @Test
    void a_full_house_says_so() {
        try (SocketHarness harness =
                new SocketHarness(impatient(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)))) {
            for (int i = 0; i < 3; i++) {
                harness.register();
            }
            WireClient fourth = harness.connect();
            fourth.send(SocketHarness.registration());
            assertThat(fourth.awaitEnd("full", 4007)).startsWith("3 workers");
        }
    }

    @Test
    void connections_that_wait_to_register_are_bounded() throws Exception {
        try (SocketHarness harness =
                new SocketHarness(impatient(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)))) {
            List<WireClient> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiting.add(harness.connect());
            }
            try (RawSocket fifth = new RawSocket(harness.port(), "")) {
                assertThat(fifth.handshake).startsWith("HTTP/1.1 503").doesNotContainIgnoringCase("Set-Cookie");
            }
            waiting.getFirst().send(SocketHarness.registration()).awaitText("registration_ack");
            harness.connect();
        }
    }

    @Test
    void after_many_wrong_keys_an_address_has_to_wait() {
        try (SocketHarness harness = new SocketHarness()) {
            String wrong = SocketHarness.registration().replace(SocketHarness.KEY, "guess");
            for (int i = 0; i < SocketHarness.LIMITS.wrongKeysPerMinute(); i++) {
                WireClient guesser = harness.connect();
                guesser.send(wrong);
                guesser.awaitEnd("bad_key", 4001);
            }
            WireClient next = harness.connect();
            next.send(SocketHarness.registration());
            assertThat(next.awaitEnd("too_many", 4008)).contains("wait").contains("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1:1",
                "not a uri"
            })
    void pages_of_other_origins_are_refused_with_403(String origin) throws Exception {
        try (SocketHarness harness = new SocketHarness();
                RawSocket page = new RawSocket(harness.port(), "Origin: " + origin + "\r\n")) {
            assertThat(page.handshake).startsWith("HTTP/1.1 403").doesNotContainIgnoringCase("Set-Cookie");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-WebSocket-Key: abc\r\n", "Sec-WebSocket-Key: \r\n"})
    void an_upgrade_without_a_proper_key_is_a_bad_request(String key) throws Exception {
        try (SocketHarness harness = new SocketHarness();
                RawSocket page = RawSocket.withKey(harness.port(), key)) {
            assertThat(page.handshake).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("Set-Cookie");
        }
    }

    @Test
    void the_own_origin_allowed_ones_and_none_are_let_in_without_compression_or_cookies() throws Exception {
        try (SocketHarness harness = new SocketHarness()) {
            for (String header : List.of(
                    "",
                    "Origin: http://127.0.0.1:" + harness.port() + "\r\n",
                    "Origin: https://allowed.example\r\n",
                    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n")) {
                try (RawSocket page = new RawSocket(harness.port(), header)) {
                    assertThat(page.handshake)
                            .startsWith("HTTP/1.1 101")
                            .doesNotContainIgnoringCase("permessage-deflate")
                            .doesNotContainIgnoringCase("Set-Cookie");
                }
            }
        }
    }

    @Test
    void violations_of_websocket_itself_close_only_their_own_connection() throws Exception {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient bystander = harness.register();
            byte[] unmasked = {(byte) 0x81, 2, '{', '}'};
            byte[] reservedBit = {(byte) 0xC1, (byte) 0x82, 0, 0, 0, 0, '{', '}'};
            byte[] badOpcode = {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0};
            byte[] badUtf8 = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xC3, (byte) 0x28};
            byte[] longPing = new byte[208];
            System.arraycopy(new byte[] {(byte) 0x89, (byte) 0xFE, 0, (byte) 200}, 0, longPing, 0, 4);
            byte[] lonelyContinuation = {(byte) 0x80, (byte) 0x81, 0, 0, 0, 0, 'x'};
            for (byte[] bytes : List.of(unmasked, reservedBit, badOpcode, badUtf8, longPing, lonelyContinuation)) {
                try (RawSocket raw = new RawSocket(harness.port(), "")) {
                    raw.send(bytes);
                    assertThat(raw.awaitClose())
                            .as(HexFormat.of().formatHex(bytes))
                            .isIn(1002, 1007);
                }
            }
            bystander.send("{\"type\":\"heartbeat\"}").awaitText("heartbeat_ack");
        }
    }

    @Test
    void a_ping_is_answered_once_with_its_own_payload() throws Exception {
        try (SocketHarness harness = new SocketHarness();
                RawSocket raw = new RawSocket(harness.port(), "")) {
            raw.frame(0x89, new byte[] {1, 2, 3});
            raw.text("{\"type\":\"heartbeat\"}");
            assertThat(raw.readFrame()).containsExactly(0x8A, 1, 2, 3);
            assertThat(raw.readFrame()[0])
                    .as("the error follows, no second pong")
                    .isEqualTo((byte) 0x81);
        }
    }

    private static SocketLimits impatient(Duration registration, Duration silence, Duration ping) {
        return SocketHarness.impatient(registration, silence, Duration.ofSeconds(10), ping);
    }

    private static SocketLimits withHeartbeat(SocketLimits l, Duration heartbeat) {
        return new SocketLimits(
                l.maxWorkers(),
                l.maxUnregistered(),
                l.maxFrameBytes(),
                l.window(),
                heartbeat,
                l.silence(),
                l.registration(),
                l.write(),
                l.ping(),
                l.answer(),
                l.messagesPerSecond(),
                l.wrongKeysPerMinute());
    }

    private static SocketLimits withFrames(int maxFrameBytes) {
        SocketLimits l = SocketHarness.LIMITS;
        return new SocketLimits(
                l.maxWorkers(),
                l.maxUnregistered(),
                maxFrameBytes,
                l.window(),
                l.heartbeat(),
                l.silence(),
                l.registration(),
                l.write(),
                l.ping(),
                l.answer(),
                l.messagesPerSecond(),
                l.wrongKeysPerMinute());
    }
}
