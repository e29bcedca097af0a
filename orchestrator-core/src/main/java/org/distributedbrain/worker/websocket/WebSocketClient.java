package org.distributedbrain.worker.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One open WebSocket. {@link #in} belongs to one thread; {@link #out} may be used from several. Closing from any thread ends both. */
public final class WebSocketClient implements Closeable {
    private final Transport transport;
    private final MessageReader in;
    private final MessageWriter out;

    private WebSocketClient(Transport transport, int maxTextBytes) {
        this.transport = transport;
        this.in = new MessageReader(transport, maxTextBytes);
        this.out = new MessageWriter(transport);
    }

    /**
     * Connects and upgrades, trying every address of the host in turn.
     *
     * @param maxTextBytes the longest text message that is accepted
     * @param patience for each address to answer, and again for the upgrade
     * @throws IOException with a message that can be shown
     */
    public static WebSocketClient open(
            String host, int port, boolean tls, String path, int maxTextBytes, Duration patience) throws IOException {
        return open(host, port, tls, null, path, maxTextBytes, patience);
    }

    /**
     * The same.
     *
     * @param fingerprint SHA-256 of the only certificate that is trusted, or null for those that this computer trusts
     */
    public static WebSocketClient open(
            String host,
            int port,
            boolean tls,
            @Nullable String fingerprint,
            String path,
            int maxTextBytes,
            Duration patience)
            throws IOException {
        SocketChannel channel = connect(host, port, patience);
        try (Watchdog watchdog = Watchdog.closing(channel, patience)) {
            Transport transport = tls
                    ? TlsTransport.handshake(channel.socket(), host, port, fingerprint)
                    : new PlainTransport(channel);
            Upgrade.perform(transport, host, port, tls, path);
            watchdog.calm();
            return new WebSocketClient(transport, maxTextBytes);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    public MessageReader in() {
        return in;
    }

    public MessageWriter out() {
        return out;
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    private static SocketChannel connect(String host, int port, Duration patience) throws IOException {
        IOException last = new UnknownHostException("no address is known for '" + host + "'");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.socket().connect(new InetSocketAddress(address, port), (int) patience.toMillis());
                return channel;
            } catch (IOException e) {
                channel.close();
                last = e;
            }
        }
        throw last;
    }
}
