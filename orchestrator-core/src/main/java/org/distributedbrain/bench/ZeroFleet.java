package org.distributedbrain.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.wire.Protocol;
import org.distributedbrain.wire.ServerMessage.RegistrationAck;
import org.distributedbrain.wire.WorkerMessage;
import org.distributedbrain.worker.JoinUrl;
import org.distributedbrain.worker.websocket.PlainTransport;
import org.distributedbrain.worker.websocket.Upgrade;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any number of zero workers on one thread: a selector, one shared buffer and a queue of timers. A thousand of them need a few megabytes, and
 * eight of them less of the processor than the orchestrator that serves them.
 */
public final class ZeroFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZeroFleet.class);
    private static final int BUFFER_BYTES = 1 << 20;

    private record Timer(long at, Runnable action) {}

    private final JoinUrl join;
    private final ZeroEvents events;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>((a, b) -> Long.signum(a.at - b.at));
    private final List<ZeroWorker> workers = new CopyOnWriteArrayList<>();
    private final ZeroCounts counts = new ZeroCounts();
    private volatile String refusal = "";
    private volatile boolean closed;

    /** A fleet without workers for the orchestrator that {@code join} invites to. @throws IOException when the system has no selectors left */
    public ZeroFleet(URI join, ZeroEvents events) throws IOException {
        this.join = JoinUrl.parse(join.toString());
        this.events = events;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().daemon().name("zero-workers").start(this::run);
    }

    /** Adds workers and waits until the orchestrator has taken them in. @throws BadInput when it does not within {@code patience} */
    public List<ZeroWorker> add(int count, Conduct conduct, Duration patience) throws IOException {
        long goal = counts.registered() + count;
        List<ZeroWorker> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(add(conduct, null));
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (counts.registered() < goal) {
            if (!refusal.isEmpty() || System.nanoTime() > deadline) {
                throw new BadInput("Only " + (count - goal + counts.registered()) + " of " + count
                        + " zero workers were taken in by " + join.address() + " within " + patience.toMillis()
                        + " ms. "
                        + refusal);
            }
            pause();
        }
        return added;
    }

    /** Adds one worker, with an identity it had before or a new one; it registers by itself. */
    public ZeroWorker add(Conduct conduct, @Nullable RegistrationAck identity) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(join.host(), join.port()));
            PlainTransport transport = new PlainTransport(channel);
            Upgrade.perform(transport, join.host(), join.port(), false, Protocol.PATH);
            channel.configureBlocking(false);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        ZeroWorker worker = adopt(channel, conduct);
        run(() -> {
            worker.send(registration(conduct, identity));
            worker.flush();
        });
        return worker;
    }

    private ZeroWorker adopt(SocketChannel channel, Conduct conduct) throws IOException {
        SelectionKey key = channel.register(selector, 0);
        ZeroWorker worker = new ZeroWorker(this, channel, key, conduct);
        workers.add(worker);
        key.attach(worker);
        return worker;
    }

    private WorkerMessage registration(Conduct conduct, @Nullable RegistrationAck identity) {
        boolean known = identity != null && identity.workerSecret() != null;
        return new WorkerMessage.RegisterWorker(
                join.key(),
                known && identity != null ? identity.workerId() : null,
                known && identity != null ? identity.workerSecret() : null,
                null,
                "server",
                "zeros",
                "answers with zeros",
                List.of("matmul"),
                conduct.maxBlockBytes(),
                conduct.memoryBytes(),
                conduct.memoryBytes(),
                List.of(),
                Capabilities.UNTOLD);
    }

    public ZeroCounts counts() {
        return counts;
    }

    /** How many are connected. */
    public int size() {
        return workers.size();
    }

    ZeroEvents events() {
        return events;
    }

    void refused(String sentence) {
        refusal = sentence;
    }

    void gone(ZeroWorker worker, String why) {
        workers.remove(worker);
        counts.lost.increment();
        events.closed(worker, why);
    }

    // ---- the thread
    // -----------------------------------------------------------------------------------------------------

    /** Does something on the fleet's thread, soon. */
    void run(Runnable action) {
        inbox.add(action);
        selector.wakeup();
    }

    /** On the fleet's thread only. */
    void after(long nanos, Runnable action) {
        timers.add(new Timer(System.nanoTime() + nanos, action));
    }

    private void run() {
        ByteBuffer shared = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (!closed) {
            try {
                selector.select(key -> serve(key, shared), untilTimer());
                for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
                    next.run();
                }
                while (!timers.isEmpty() && timers.peek().at - System.nanoTime() <= 0) {
                    timers.poll().action.run();
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("A zero worker failed", e);
            }
        }
    }

    /** Milliseconds, at least one. Timers are late by one at most. */
    private long untilTimer() {
        Timer next = timers.peek();
        return next == null ? 1_000 : Math.clamp((next.at - System.nanoTime()) / 1_000_000, 1, 1_000);
    }

    private static void serve(SelectionKey key, ByteBuffer shared) {
        if (key.attachment() instanceof ZeroWorker worker) {
            if (key.isValid() && key.isWritable()) {
                worker.flush();
            }
            if (key.isValid() && key.isReadable()) {
                worker.readable(shared);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("Interrupted while zero workers joined.", e);
        }
    }

    /** Breaks every connection off. */
    @Override
    public void close() {
        run(() -> {
            List.copyOf(workers).forEach(worker -> worker.end("the fleet is closed"));
            closed = true;
        });
        try {
            thread.join();
            selector.close();
        } catch (IOException e) {
            LOG.debug("A selector could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
