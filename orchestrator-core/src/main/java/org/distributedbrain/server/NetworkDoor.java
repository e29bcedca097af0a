package org.distributedbrain.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to the computer's networks: further addresses on which a server that runs listens, opened and closed while it does. Owns those
 * listening sockets and the connections that came through them.
 */
public final class NetworkDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkDoor.class);

    private record Listening(ServerConnector connector, AcceptedConnections connections) {}

    private final Map<InetAddress, Listening> open = new LinkedHashMap<>();
    private @Nullable Server server;
    private @Nullable HttpConfiguration http;

    /** Says which server it belongs to. */
    synchronized void hang(Server server, HttpConfiguration http) {
        this.server = server;
        this.http = http;
    }

    /**
     * Listens on these addresses and on no others. One that is open stays as it is; one that cannot be had is left out, unless none can.
     *
     * @throws BadInput when there is no address, or the port is taken on each of them
     */
    public synchronized void open(List<InetAddress> addresses, int port) {
        if (addresses.isEmpty()) {
            throw new BadInput(
                    "This computer is in no network: connect it to the one that the devices are in, then open the"
                            + " door again.");
        }
        List.copyOf(open.keySet()).stream()
                .filter(address -> !addresses.contains(address))
                .forEach(this::close);
        List<InetAddress> refused = new ArrayList<>();
        for (InetAddress address : addresses) {
            if (!open.containsKey(address) && !listen(address, port)) {
                refused.add(address);
            }
        }
        if (open.isEmpty()) {
            throw new BadInput("Port " + port + " on " + refused.getFirst().getHostAddress()
                    + " is in use: stop what listens there, or start with another port (--port).");
        }
    }

    private boolean listen(InetAddress address, int port) {
        if (server == null || http == null) {
            throw new IllegalStateException("the server has not started");
        }
        AcceptedConnections connections = new AcceptedConnections();
        ServerConnector connector = Listeners.on(server, http, address.getHostAddress(), port, connections);
        Listening listening = new Listening(connector, connections);
        server.addConnector(connector);
        try {
            connector.start();
        } catch (Exception e) {
            LOG.info("Cannot listen on {} port {}: {}", address.getHostAddress(), port, e.getMessage());
            end(listening);
            return false;
        }
        open.put(address, listening);
        return true;
    }

    /** Where it listens, in the order in which the addresses were given. */
    public synchronized List<InetAddress> addresses() {
        return List.copyOf(open.keySet());
    }

    /** Listens nowhere any more and disconnects who came through it. */
    @Override
    public synchronized void close() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    private void close(InetAddress address) {
        Listening listening = open.remove(address);
        if (listening != null) {
            end(listening);
        }
    }

    private void end(Listening listening) {
        try {
            listening.connector().stop();
        } catch (Exception e) {
            LOG.warn("A listening socket did not close cleanly", e);
        }
        listening.connections().close();
        if (server != null) {
            server.removeConnector(listening.connector());
        }
    }
}
