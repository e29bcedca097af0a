package org.distributedbrain.server;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections a server accepted, closed with it, and at once where the guard does not admit them. Jetty's stop closes those its selectors
 * know; one that is accepted at that moment is handed to a selector that looks no more, and its client would wait until it gives up.
 */
final class AcceptedConnections implements SelectorManager.AcceptListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedConnections.class);

    private final Set<SelectableChannel> open = ConcurrentHashMap.newKeySet();
    private final ConnectionGuard guard;
    private volatile boolean closed;

    AcceptedConnections(ConnectionGuard guard) {
        this.guard = guard;
    }

    ConnectionGuard guard() {
        return guard;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        open.add(channel);
        if (closed) {
            close(channel);
        } else if (!guard.admits(channel)) {
            open.remove(channel);
            close(channel);
        }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        onClosed(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        open.remove(channel);
        guard.forget(channel);
    }

    /** Call it when the server has stopped. */
    @Override
    public void close() {
        closed = true;
        open.forEach(channel -> {
            close(channel);
            guard.forget(channel);
        });
        open.clear();
    }

    private static void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A connection could not be closed", e);
        }
    }
}
