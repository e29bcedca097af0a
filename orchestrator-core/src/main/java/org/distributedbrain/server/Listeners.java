package org.distributedbrain.server;

import java.util.function.LongConsumer;
import org.distributedbrain.tls.TlsIdentity;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How every listening socket of the server is made: with the same limits, wherever it listens. */
final class Listeners {
    private Listeners() {}

    /**
     * Accepts connections on the thread that serves them. One of its own would be interrupted when the server stops, and what it had accepted at
     * that moment would be lost and left open.
     */
    static ServerConnector on(
            Server server, HttpConfiguration http, String host, int port, AcceptedConnections connections) {
        return bound(new ServerConnector(server, 0, -1, new HttpConnectionFactory(http)), host, port, connections);
    }

    /** On this computer alone, at any free port, telling of the bytes that come and go. */
    static ServerConnector counted(
            Server server,
            HttpConfiguration http,
            AcceptedConnections connections,
            LongConsumer received,
            LongConsumer sent) {
        return bound(
                new CountedConnector(server, new HttpConnectionFactory(http), received, sent),
                HttpOptions.LOOPBACK,
                0,
                connections);
    }

    /** The same behind TLS. */
    static ServerConnector onTls(
            Server server,
            HttpConfiguration http,
            SslContextFactory.Server tls,
            String host,
            int port,
            AcceptedConnections connections) {
        HttpConfiguration https = new HttpConfiguration(http);
        // Devices come by address, and a client names no address when it says whom it wants (SNI): there is nothing to
        // compare.
        https.addCustomizer(new SecureRequestCustomizer(false));
        ConnectionFactory handshake = new SslConnectionFactory(tls, "http/1.1");
        return bound(
                new ServerConnector(server, 0, -1, handshake, new HttpConnectionFactory(https)),
                host,
                port,
                connections);
    }

    /** What TLS needs to show the certificate and prove that it is ours. */
    static SslContextFactory.Server tls(TlsIdentity identity) {
        char[] password = "in memory only".toCharArray();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.keyStore(password));
        tls.setKeyStorePassword(String.valueOf(password));
        return tls;
    }

    private static ServerConnector bound(
            ServerConnector listener, String host, int port, AcceptedConnections connections) {
        listener.setHost(host);
        listener.setPort(port);
        listener.getSelectorManager().addEventListener(connections);
        connections.guard().watch(listener);
        return listener;
    }
}
