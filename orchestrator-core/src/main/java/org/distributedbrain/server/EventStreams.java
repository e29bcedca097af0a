package org.distributedbrain.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.Grid;
import org.distributedbrain.publish.Snapshot;

/**
 * Streams of server-sent events (WHATWG HTML, section 9.2), each made of the snapshots as far as its listener keeps up: one that is slow misses
 * steps, never the last one. A comment now and then shows a listener that the connection lives, and us one that went. Owns the open streams; there are at most {@value #MOST}.
 */
final class EventStreams implements AutoCloseable {
    static final int MOST = 100;
    /** Proxies end what is silent for 30 s or more. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final byte[] STILL_HERE = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    /** What is told of a snapshot. */
    interface Teller {
        List<ServerSentEvent> tell(Snapshot snapshot);

        /** Whether nothing more will come. */
        boolean hasEnded();
    }

    /** Waits for the next snapshot; only the latest counts. */
    private static final class Inbox {
        private final BlockingQueue<Snapshot> latest = new ArrayBlockingQueue<>(1);

        synchronized void put(Snapshot snapshot) {
            latest.clear();
            latest.add(snapshot);
        }
    }

    private final Grid grid;
    private final Duration heartbeat;
    private final Set<Inbox> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param heartbeat how long a stream is silent at the most */
    EventStreams(Grid grid, Duration heartbeat) {
        this.grid = grid;
        this.heartbeat = heartbeat;
    }

    /** Writes what the teller tells until it has ended, the listener goes, or the server stops. */
    void serve(Context ctx, Teller teller) throws IOException, InterruptedException {
        var inbox = new Inbox();
        open.add(inbox);
        try {
            if (open.size() > MOST) {
                throw new Problem(503, MOST + " listeners are connected, the most that may be: ask again later.");
            }
            ctx.contentType("text/event-stream")
                    .header("Cache-Control", "no-store")
                    .header("X-Accel-Buffering", "no");
            if (ctx.method().equals(HandlerType.HEAD)) {
                return;
            }
            var out = ctx.res().getOutputStream(); // Javalin's own does not pass a flush on
            try (var _ = grid.subscribe(inbox::put)) {
                pump(inbox, teller, out);
            }
        } finally {
            open.remove(inbox);
        }
    }

    private void pump(Inbox inbox, Teller teller, OutputStream out) throws IOException, InterruptedException {
        while (!closed) {
            var snapshot = inbox.latest.poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
            if (snapshot == null) {
                out.write(STILL_HERE);
            } else {
                for (var event : teller.tell(snapshot)) {
                    out.write(event.bytes());
                }
            }
            out.flush();
            if (teller.hasEnded()) {
                return;
            }
        }
    }

    /** Ends every stream; listeners connect again by themselves. */
    @Override
    public void close() {
        closed = true;
        var last = grid.snapshot();
        open.forEach(inbox -> inbox.put(last));
    }
}
