package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.server.BlockFragments.Fragment;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.WireCodec;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending side of one connection: a virtual thread that writes what its {@link OutboxQueue} holds. A block that was promised is sent
 * unless it is released. A few writes are under way at once; when none of them ends within the write limit, or too much is waiting, the
 * worker is too slow and its connection ends.
 */
final class SocketOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(SocketOutbox.class);
    private static final int WRITES_UNDER_WAY = 8;
    private static final long CLOSE_SECONDS = 5;

    private final Session socket;
    private final SocketLimits limits;
    private final BufferPool pool;
    private final Probe probe;
    private final Semaphore writes = new Semaphore(WRITES_UNDER_WAY);
    private Consumer<String> tooSlow = sentence -> {};
    private final OutboxQueue queue = new OutboxQueue(sentence -> tooSlow.accept(sentence));

    /** Nothing that was sent has been taken within the write limit. */
    private static final class TooSlow extends Exception {
        private static final long serialVersionUID = 1L;
    }

    SocketOutbox(Session socket, SocketLimits limits, BufferPool pool, Probe probe) {
        this.socket = socket;
        this.limits = limits;
        this.pool = pool;
        this.probe = probe;
    }

    /** Begins to send; {@code tooSlow} hears why, when the worker has to be given up. It must not wait. */
    void start(String name, Consumer<String> tooSlow) {
        this.tooSlow = tooSlow;
        Thread.ofVirtual().name("outbox-" + name).start(this::run);
    }

    @Override
    public void message(ServerMessage message) {
        queue.add(new Control.Message(message));
    }

    @Override
    public void ping() {
        queue.add(new Control.Ping());
    }

    @Override
    public void pong(ByteBuffer payload) {
        queue.add(new Control.Pong(payload));
    }

    @Override
    public void block(BlockContent content) {
        queue.add(new BlockFragments(content, limits.maxFrameBytes(), pool));
    }

    @Override
    public boolean isSending() {
        return queue.holdsBlocks();
    }

    @Override
    public void drop(Collection<BlockId> released) {
        queue.drop(released);
    }

    @Override
    public boolean reading(Collection<BlockId> ids) {
        return queue.holds(ids);
    }

    @Override
    public void close(int code, @Nullable ErrorCode error, String sentence) {
        queue.close(new OutboxQueue.Close(code, error, sentence));
    }

    @Override
    public void end() {
        queue.end();
    }

    private void run() {
        try {
            sendAll();
        } catch (TooSlow e) {
            String sentence =
                    "Nothing of what was sent was taken for " + limits.write().toMillis() + " ms, the limit.";
            tooSlow.accept(sentence);
            socket.close(ErrorCode.TOO_SLOW.closeCode(), sentence, Callback.NOOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Sending to a worker failed; its connection is closed.", e);
            socket.close(ErrorCode.INTERNAL.closeCode(), "sending failed", Callback.NOOP);
        } finally {
            // The other side has a moment to answer the close.
            if (!queue.awaitEnd(CLOSE_SECONDS)) {
                socket.disconnect();
            }
        }
    }

    private void sendAll() throws InterruptedException, TooSlow {
        while (true) {
            switch (queue.next()) {
                case OutboxQueue.Say(var control) -> send(control);
                case OutboxQueue.Frame(var block) -> sendFrame(block);
                case OutboxQueue.Close last -> {
                    send(last);
                    return;
                }
                case OutboxQueue.Stop() -> {
                    return;
                }
            }
        }
    }

    private void send(Control item) throws InterruptedException, TooSlow {
        Callback written = permit();
        switch (item) {
            case Control.Message(var message) -> socket.sendText(WireCodec.encode(message), written);
            case Control.Ping() -> socket.sendPing(probe.payload(), probe.asking(written));
            case Control.Pong(var payload) -> socket.sendPong(payload, written);
        }
    }

    private void send(OutboxQueue.Close last) throws InterruptedException, TooSlow {
        if (last.error() != null) {
            send(new Control.Message(new ServerMessage.ErrorMessage(last.error().word(), last.sentence())));
        }
        socket.close(last.code(), CloseReason.of(last.sentence()), Callback.NOOP);
    }

    private void sendFrame(BlockFragments frames) throws InterruptedException, TooSlow {
        boolean last = false;
        while (!last) {
            Callback permit = permit();
            Fragment fragment = frames.next();
            queue.writing(frames.id());
            Callback written = Callback.from(permit, () -> {
                if (fragment.pooled() != null) {
                    pool.give(fragment.pooled());
                }
                queue.written(frames.id());
            });
            probe.handed(fragment.bytes().remaining());
            socket.sendPartialBinary(fragment.bytes(), fragment.last(), written);
            last = fragment.last();
        }
    }

    private Callback permit() throws InterruptedException, TooSlow {
        if (!writes.tryAcquire(limits.write().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TooSlow();
        }
        // A write that failed has ended too: Jetty closes the connection and says so.
        return Callback.from(writes::release, failure -> writes.release());
    }
}
