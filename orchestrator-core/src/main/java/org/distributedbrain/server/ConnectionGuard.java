package org.distributedbrain.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.server.ServerConnector;

/** What all listening sockets of a server have in common: how many connections there may be, and how patient it is with each. Owns their count. */
final class ConnectionGuard implements AutoCloseable {
    /** A class of devices that joins at once: those that come while 50 wait, the usual number, would be lost without a word. */
    private static final int ARRIVING = 1_024;

    private final RequestLimits limits;
    private final SlowClients slow;
    private final Map<SelectableChannel, String> open = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();

    ConnectionGuard(RequestLimits limits) {
        this.limits = limits;
        this.slow = new SlowClients(limits);
    }

    /** Has the connections of a listening socket watched. */
    void watch(ServerConnector listener) {
        listener.setAcceptQueueSize(ARRIVING);
        listener.setIdleTimeout(limits.idle().toMillis());
        listener.addEventListener(slow);
    }

    /** Whether this connection may stay. It counts until it is {@link #forget forgotten}. */
    synchronized boolean admits(SelectableChannel channel) {
        var address = address(channel);
        var counted = !address.isThisComputer();
        if (open.size() >= limits.connections()
                || (counted && byAddress.getOrDefault(address.group(), 0) >= limits.connectionsPerAddress())) {
            return false;
        }
        open.put(channel, counted ? address.group() : "");
        if (counted) {
            byAddress.merge(address.group(), 1, Integer::sum);
        }
        return true;
    }

    synchronized void forget(SelectableChannel channel) {
        var group = open.remove(channel);
        if (group != null) {
            byAddress.computeIfPresent(group, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private static ClientAddress address(SelectableChannel channel) {
        try {
            return channel instanceof SocketChannel socket
                            && socket.getRemoteAddress() instanceof InetSocketAddress remote
                    ? ClientAddress.of(remote.getAddress(), null)
                    : ClientAddress.UNKNOWN;
        } catch (IOException e) {
            return ClientAddress.UNKNOWN;
        }
    }

    @Override
    public void close() {
        slow.close();
    }
}
