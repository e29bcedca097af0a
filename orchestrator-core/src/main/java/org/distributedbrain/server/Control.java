package org.distributedbrain.server;

import java.nio.ByteBuffer;
import org.distributedbrain.wire.ServerMessage;

/** What goes to a worker ahead of operand data. */
sealed interface Control {
    record Message(ServerMessage message) implements Control {}

    record Ping() implements Control {}

    record Pong(ByteBuffer payload) implements Control {}
}
