package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
 * What waits to be sent to one worker, and the virtual thread that sends it. Control messages go first, between the frames of operand
 * blocks; a block that was promised is sent unless it is released. A few writes are under way at once; when none of them ends within the
 * write limit, or too much is waiting, the worker is too slow and its connection ends.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MAX_CONTROL = 8_192;
    private static final int MAX_BLOCKS = 1_024;
    private static final int WRITES_UNDER_WAY = 8;
    private static final long CLOSE_SECONDS = 5;

    private final Session socket;
    private final SocketLimits limits;
    private final BufferPool pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Semaphore writes = new Semaphore(WRITES_UNDER_WAY);
    private final ArrayDeque<Control> control = new ArrayDeque<>();
    private final ArrayDeque<BlockFragments> blocks = new ArrayDeque<>();
    private final ArrayDeque<BlockId> beingWritten = new ArrayDeque<>();
    private @Nullable BlockFragments current;
    private boolean currentDropped;
    private @Nullable Closing closing;
    private boolean ended;
    private final Probe probe;
    private Consumer<String> tooSlow = sentence -> {};

    private record Closing(int code, @Nullable ErrorCode error, String sentence) {}

    /** Nothing that was sent has been taken within the write limit. */
    private static final class TooSlow extends Exception {
        private static final long serialVersionUID = 1L;
    }

    Outbox(Session socket, SocketLimits limits, BufferPool pool, Probe probe) {
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

    void message(ServerMessage message) {
        add(new Control.Message(message));
    }

    void ping() {
        add(new Control.Ping());
    }

    void pong(ByteBuffer payload) {
        add(new Control.Pong(payload));
    }

    void block(BlockContent content) {
        locked(() -> {
            if (blocks.size() >= MAX_BLOCKS) {
                overflow(MAX_BLOCKS + " operand blocks");
            } else if (closing == null) {
                blocks.add(new BlockFragments(content, limits.maxFrameBytes(), pool));
            }
        });
    }

    /** Whether operand bytes wait to be sent or are being taken. */
    boolean isSending() {
        lock.lock();
        try {
            return current != null || !blocks.isEmpty() || !beingWritten.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Released blocks need not be sent any more; the one under way ends after its current frame. */
    void drop(Collection<BlockId> released) {
        Set<BlockId> ids = Set.copyOf(released);
        locked(() -> {
            blocks.removeIf(block -> ids.contains(block.id()));
            currentDropped |= current != null && ids.contains(current.id());
        });
    }

    boolean reading(Collection<BlockId> ids) {
        lock.lock();
        try {
            return ids.stream()
                    .anyMatch(id -> beingWritten.contains(id)
                            || (current != null && current.id().equals(id))
                            || blocks.stream().anyMatch(block -> block.id().equals(id)));
        } finally {
            lock.unlock();
        }
    }

    /** Sends what control messages are waiting, then {@code error} where there is one, and closes. The first call counts. */
    void close(int code, @Nullable ErrorCode error, String sentence) {
        locked(() -> closeLocked(new Closing(code, error, sentence)));
    }

    /** The connection is over. */
    void end() {
        locked(() -> {
            ended = true;
            control.clear();
            blocks.clear();
        });
    }

    private void add(Control item) {
        locked(() -> {
            if (control.size() >= MAX_CONTROL) {
                overflow(MAX_CONTROL + " messages");
            } else if (closing == null && !ended) {
                control.add(item);
            }
        });
    }

    private void overflow(String what) {
        if (closing == null) {
            String sentence =
                    what + " are waiting for this worker, the most that may; it has to read what is sent to it.";
            control.clear();
            closeLocked(new Closing(ErrorCode.TOO_SLOW.closeCode(), ErrorCode.TOO_SLOW, sentence));
            tooSlow.accept(sentence);
        }
    }

    private void closeLocked(Closing wanted) {
        if (closing == null) {
            closing = wanted;
            blocks.clear();
        }
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
            finish();
        }
    }

    private void sendAll() throws InterruptedException, TooSlow {
        while (true) {
            Control next = null;
            BlockFragments frames = null;
            Closing last = null;
            lock.lock();
            try {
                settleCurrent();
                while (!ended && control.isEmpty() && closing == null && current == null && blocks.isEmpty()) {
                    changed.await();
                }
                if (ended) {
                    return;
                }
                next = control.poll();
                if (next == null) {
                    last = closing;
                    if (last == null) {
                        current = current == null ? blocks.poll() : current;
                        frames = current;
                    }
                }
            } finally {
                lock.unlock();
            }
            if (next != null) {
                send(next);
            } else if (last != null) {
                send(last);
                return;
            } else if (frames != null) {
                sendFrame(frames);
            }
        }
    }

    private void settleCurrent() {
        if (current != null && (currentDropped || closing != null || !current.hasNext())) {
            current = null;
            currentDropped = false;
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

    private void send(Closing last) throws InterruptedException, TooSlow {
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
            locked(() -> beingWritten.add(frames.id()));
            Callback written = Callback.from(permit, () -> {
                if (fragment.pooled() != null) {
                    pool.give(fragment.pooled());
                }
                locked(() -> beingWritten.removeFirstOccurrence(frames.id()));
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

    /** Gives the other side a moment to answer the close, then ends the connection. */
    private void finish() {
        boolean open = true;
        lock.lock();
        try {
            current = null;
            blocks.clear();
            long nanos = TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
            while (!ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            open = !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        if (open) {
            socket.disconnect();
        }
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
