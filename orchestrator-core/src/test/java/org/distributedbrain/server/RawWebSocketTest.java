package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WebSocket itself, below the messages: what is against its rules, and pings. */
class RawWebSocketTest {
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
}
