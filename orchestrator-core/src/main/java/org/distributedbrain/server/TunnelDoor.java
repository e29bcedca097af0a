package org.distributedbrain.server;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.LongConsumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * The door behind a tunnel: a listening socket on this computer alone, to which the tunnel's agent hands on who comes from elsewhere. What comes
 * in there is counted, and may be believed about where it comes from.
 */
public final class TunnelDoor implements AutoCloseable {
    private @Nullable Server server;
    private @Nullable HttpConfiguration http;
    private @Nullable ConnectionGuard guard;
    private @Nullable ListeningSocket socket;

    /** Says which server it belongs to. */
    synchronized void hang(Server owner, HttpConfiguration configuration, ConnectionGuard watched) {
        this.server = owner;
        this.guard = watched;
        this.http = configuration;
    }

    /**
     * Its port; opened when it is not open yet.
     *
     * @param received told of bytes as they come, on the threads that serve connections
     * @param sent told of bytes as they go
     */
    public synchronized int open(LongConsumer received, LongConsumer sent) {
        if (socket == null) {
            Server owner = server;
            HttpConfiguration configuration = http;
            ConnectionGuard watched = guard;
            if (owner == null || configuration == null || watched == null) {
                throw new IllegalStateException("the server has not started");
            }
            ListeningSocket fresh = ListeningSocket.of(
                    owner,
                    watched,
                    connections -> Listeners.counted(owner, configuration, connections, received, sent));
            if (!fresh.open()) {
                throw new IllegalStateException("this computer has no free port");
            }
            socket = fresh;
        }
        return socket.port();
    }

    /** Whether something that arrived at this address of ours came through it. */
    public synchronized boolean isAt(@Nullable SocketAddress local) {
        return socket != null && local instanceof InetSocketAddress at && at.getPort() == socket.port();
    }

    /** Disconnects who came through it. */
    @Override
    public synchronized void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
