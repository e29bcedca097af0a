package org.distributedbrain.server;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** How every listening socket of the server is made: with the same limits, wherever it listens. */
final class Listeners {
    private Listeners() {}

    /**
     * Accepts connections on the thread that serves them. One of its own would be interrupted when the server stops, and what it had accepted at
     * that moment would be lost and left open.
     */
    static ServerConnector on(
            Server server, HttpConfiguration http, String host, int port, AcceptedConnections connections) {
        ServerConnector listener = new ServerConnector(server, 0, -1, new HttpConnectionFactory(http));
        listener.setHost(host);
        listener.setPort(port);
        listener.getSelectorManager().addEventListener(connections);
        return listener;
    }
}
