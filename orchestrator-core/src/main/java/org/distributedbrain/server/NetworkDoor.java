package org.distributedbrain.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.tls.TlsIdentity;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The door to the computer's networks: further addresses on which a server that runs listens, opened and closed while it does, and beside each
 * the same with https. Owns those listening sockets and the connections that came through them.
 */
public final class NetworkDoor implements AutoCloseable {

    private final ConnectionGuard guard;
    private final Map<InetAddress, ListeningSocket> plain = new LinkedHashMap<>();
    private final Map<InetAddress, ListeningSocket> secure = new LinkedHashMap<>();
    private @Nullable Server server;
    private @Nullable HttpConfiguration http;
    private @Nullable TlsIdentity shown;

    NetworkDoor(ConnectionGuard guard) {
        this.guard = guard;
    }

    /** Says which server it belongs to. */
    synchronized void hang(Server owner, HttpConfiguration configuration) {
        this.server = owner;
        this.http = configuration;
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
        closeOthers(plain, addresses);
        List<InetAddress> refused = new ArrayList<>();
        for (InetAddress address : addresses) {
            if (!plain.containsKey(address) && !listen(address, port)) {
                refused.add(address);
            }
        }
        if (plain.isEmpty()) {
            throw new BadInput("Port " + port + " on " + refused.getFirst().getHostAddress()
                    + " is in use: stop what listens there, or start with another port (--port).");
        }
    }

    private boolean listen(InetAddress address, int port) {
        Server owner = owner();
        ListeningSocket socket = ListeningSocket.of(
                owner,
                guard,
                connections -> Listeners.on(owner, configuration(), address.getHostAddress(), port, connections));
        return socket.open() && plain.put(address, socket) == null;
    }

    /**
     * Serves https on these addresses and on no others, on one port. One that is open with the same certificate stays as it is; what cannot be
     * had is left out.
     *
     * @param ports tried in this order, 0 for any free one; where one is open already, that goes before
     */
    public synchronized void secure(List<InetAddress> addresses, List<Integer> ports, TlsIdentity identity) {
        if (!identity.equals(shown)) {
            closeOthers(secure, List.of());
            shown = identity;
        }
        closeOthers(secure, addresses);
        for (InetAddress address : addresses) {
            if (!secure.containsKey(address)) {
                secureOne(address, securePort().map(List::of).orElse(ports), identity);
            }
        }
    }

    private void secureOne(InetAddress address, List<Integer> ports, TlsIdentity identity) {
        for (int port : ports) {
            if (listenTls(address, port, Listeners.tls(identity))) {
                return;
            }
        }
    }

    private boolean listenTls(InetAddress address, int port, SslContextFactory.Server tls) {
        Server owner = owner();
        ListeningSocket socket = ListeningSocket.of(
                owner,
                guard,
                connections ->
                        Listeners.onTls(owner, configuration(), tls, address.getHostAddress(), port, connections));
        return socket.open() && secure.put(address, socket) == null;
    }

    private Server owner() {
        if (server == null) {
            throw new IllegalStateException("the server has not started");
        }
        return server;
    }

    private HttpConfiguration configuration() {
        if (http == null) {
            throw new IllegalStateException("the server has not started");
        }
        return http;
    }

    /** Where it listens, in the order in which the addresses were given. */
    public synchronized List<InetAddress> addresses() {
        return List.copyOf(plain.keySet());
    }

    /** Where it serves https. */
    public synchronized List<InetAddress> secureAddresses() {
        return List.copyOf(secure.keySet());
    }

    /** The port of https, the same on every address; nothing while there is none. */
    public synchronized Optional<Integer> securePort() {
        return secure.values().stream().findFirst().map(ListeningSocket::port);
    }

    /** Whose certificate https shows; nothing while there is none. */
    public synchronized Optional<TlsIdentity> identity() {
        return secure.isEmpty() ? Optional.empty() : Optional.ofNullable(shown);
    }

    /** Listens nowhere any more and disconnects who came through it. */
    @Override
    public synchronized void close() {
        closeOthers(plain, List.of());
        closeOthers(secure, List.of());
    }

    private static void closeOthers(Map<InetAddress, ListeningSocket> open, List<InetAddress> wanted) {
        open.entrySet().removeIf(each -> {
            boolean closing = !wanted.contains(each.getKey());
            if (closing) {
                each.getValue().close();
            }
            return closing;
        });
    }
}
