package org.distributedbrain.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A listening socket that tells how many bytes its connections receive and send, whatever they speak. */
final class CountedConnector extends ServerConnector {
    private final LongConsumer received;
    private final LongConsumer sent;

    CountedConnector(Server server, HttpConnectionFactory http, LongConsumer received, LongConsumer sent) {
        super(server, 0, -1, http);
        this.received = received;
        this.sent = sent;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        SocketChannelEndPoint counted = new Counted(channel, selector, key);
        counted.setIdleTimeout(getIdleTimeout());
        return counted;
    }

    private final class Counted extends SocketChannelEndPoint {
        Counted(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            super(channel, selector, key, CountedConnector.this.getScheduler());
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            int filled = super.fill(buffer);
            if (filled > 0) {
                received.accept(filled);
            }
            return filled;
        }

        @Override
        public boolean flush(ByteBuffer... buffers) throws IOException {
            long before = remaining(buffers);
            try {
                return super.flush(buffers);
            } finally {
                long flushed = before - remaining(buffers);
                if (flushed > 0) {
                    sent.accept(flushed);
                }
            }
        }

        private static long remaining(ByteBuffer[] buffers) {
            long sum = 0;
            for (ByteBuffer buffer : buffers) {
                sum += buffer.remaining();
            }
            return sum;
        }
    }
}
