package org.distributedbrain.server;

import java.util.function.Function;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket that a running server got beside its first, and the connections that came through it: both end with it. */
final class ListeningSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

    private final Server server;
    private final ServerConnector connector;
    private final AcceptedConnections connections;

    private ListeningSocket(Server server, ServerConnector connector, AcceptedConnections connections) {
        this.server = server;
        this.connector = connector;
        this.connections = connections;
    }

    /** @param make the connector, with the port it is to have */
    static ListeningSocket of(
            Server server, ConnectionGuard guard, Function<AcceptedConnections, ServerConnector> make) {
        AcceptedConnections connections = new AcceptedConnections(guard);
        return new ListeningSocket(server, make.apply(connections), connections);
    }

    /** Whether it listens now; it is of no use otherwise. */
    boolean open() {
        server.addConnector(connector);
        try {
            connector.start();
            return true;
        } catch (Exception e) {
            LOG.info("Cannot listen on {} port {}: {}", connector.getHost(), connector.getPort(), e.getMessage());
            close();
            return false;
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            connector.stop();
        } catch (Exception e) {
            LOG.warn("A listening socket did not close cleanly", e);
        }
        connections.close();
        server.removeConnector(connector);
    }
}
