package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ForwardedHeadersTest {
    private static final SocketAddress HERE = new InetSocketAddress("127.0.0.1", 40_000);
    private static final SocketAddress NEAR = new InetSocketAddress("192.168.1.4", 40_000);
    private static final SocketAddress DOOR = new InetSocketAddress("127.0.0.1", 3000);
    private static final SocketAddress TUNNEL = new InetSocketAddress("127.0.0.1", 4321);

    private final ForwardedHeaders told = new ForwardedHeaders(true, TUNNEL::equals);
    private final ForwardedHeaders untold = new ForwardedHeaders(false, TUNNEL::equals);

    @Test
    void nobody_is_believed_unless_the_operator_said_so_but_the_tunnel() {
        assertThat(untold.believes(HERE, DOOR)).isFalse();
        assertThat(untold.believes(HERE, TUNNEL)).isTrue();
        assertThat(told.believes(HERE, DOOR)).isTrue();
    }

    @Test
    void somebody_from_another_computer_is_never_believed() {
        assertThat(told.believes(NEAR, DOOR)).isFalse();
        assertThat(told.believes(NEAR, TUNNEL)).isFalse();
    }
}
