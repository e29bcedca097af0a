package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections are let in: from which pages, how many at once, and with which key. */
class ConnectionDoorTest {
    @Test
    void a_full_house_says_so() {
        try (SocketHarness harness = new SocketHarness(Limits.impatient(
                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)))) {
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
        try (SocketHarness harness = new SocketHarness(Limits.impatient(
                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)))) {
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
    void one_address_cannot_take_all_places_of_those_who_are_about_to_register() throws Exception {
        List<RawSocket> waiting = new ArrayList<>();
        try (SocketHarness harness = new SocketHarness()) {
            for (int i = 0; i < SocketHarness.LIMITS.maxUnregistered() / 4; i++) {
                waiting.add(new RawSocket(harness.port(), "X-Forwarded-For: 192.0.2.7\r\n"));
            }
            assertThat(waiting).allMatch(socket -> socket.handshake.startsWith("HTTP/1.1 101"));
            waiting.add(new RawSocket(harness.port(), "X-Forwarded-For: 192.0.2.7\r\n"));
            assertThat(waiting.getLast().handshake).startsWith("HTTP/1.1 429");
            waiting.add(new RawSocket(harness.port(), "X-Forwarded-For: 192.0.2.8\r\n"));
            assertThat(waiting.getLast().handshake).startsWith("HTTP/1.1 101");
        } finally {
            for (RawSocket socket : waiting) {
                socket.close();
            }
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
}
