package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedbrain.flow.Event;
import org.junit.jupiter.api.Test;

/** Connections that say nothing, or not in time. */
class SilentConnectionTest {
    @Test
    void who_does_not_register_or_falls_silent_is_closed_with_timeout() {
        try (SocketHarness harness = new SocketHarness(Limits.impatient(
                Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofMillis(100)))) {
            WireClient unregistered = harness.connect();
            assertThat(unregistered.awaitEnd("timeout", 4003)).contains("300 ms");
            assertThat(harness.events.all).isEmpty();
        }
    }

    @Test
    void a_half_open_connection_is_noticed_and_pongs_are_signs_of_life() throws Exception {
        SocketLimits hasty = Limits.impatient(
                Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(100));
        try (SocketHarness harness = new SocketHarness(Limits.withHeartbeat(hasty, Duration.ofMillis(100)));
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
}
