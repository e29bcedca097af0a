package org.distributedbrain.worker;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.ServerMessage.RegistrationAck;
import org.distributedbrain.wire.WireCodec;
import org.distributedbrain.wire.WorkerMessage;
import org.distributedbrain.worker.websocket.Incoming;
import org.distributedbrain.worker.websocket.WebSocketClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from registration to its end. Four threads: the caller of {@link #run} receives, one sends, one computes, one keeps time; they
 * share the {@link WorkTable} and the {@link Outbox}.
 */
final class WorkerSession {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSession.class);

    /** How long an orchestrator may take to answer {@code register_worker}. */
    private static final int REGISTRATION_LIMIT_MS = 15_000;

    private final WebSocketClient socket;
    private final WorkTable table;
    private final Outbox outbox;
    private final ComputeLoop computeLoop;
    private final FrameReceiver frames;
    private final StatusBoard status;
    private final Consumer<RegistrationAck> acknowledged;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("worker-timer").factory());
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean registered;
    private volatile String lastError = "";

    /** @param acknowledged told of the identity that the orchestrator gave */
    WorkerSession(
            WebSocketClient socket,
            ComputePool compute,
            OffHeapPool pool,
            StatusBoard status,
            Consumer<RegistrationAck> acknowledged) {
        this.socket = socket;
        this.table = new WorkTable(pool);
        this.outbox = new Outbox(pool);
        this.computeLoop = new ComputeLoop(table, outbox, compute, pool, status);
        this.frames = new FrameReceiver(table, this::heard);
        this.status = status;
        this.acknowledged = acknowledged;
    }

    /** Registers and works until the connection ends, whoever ends it; then nothing of it is left. */
    SessionEnd run(WorkerMessage.RegisterWorker registration) throws InterruptedException {
        Thread sender = Thread.ofPlatform().daemon().name("worker-send").start(this::send);
        Thread computer = Thread.ofPlatform().daemon().name("worker-compute-0").start(computeLoop::run);
        watchSilence(REGISTRATION_LIMIT_MS);
        outbox.text(registration);
        try {
            return receive();
        } catch (IOException e) {
            String reason = lastError.isEmpty() ? "The connection was lost: " + e.getMessage() : lastError;
            return SessionEnd.lost(registered, reason);
        } finally {
            timer.shutdownNow();
            table.close();
            outbox.close();
            closeSocket();
            sender.join();
            computer.join();
        }
    }

    /** Says goodbye; {@link #run} ends when the orchestrator has closed, or with {@link #abort}. */
    void leave(String reason) {
        outbox.leave(reason);
    }

    /** Ends {@link #run} at once. */
    void abort() {
        closeSocket();
    }

    private SessionEnd receive() throws IOException {
        while (true) {
            Incoming incoming = socket.in().next();
            heard();
            switch (incoming) {
                case Incoming.Text(String text) -> read(text);
                case Incoming.Binary() -> {
                    frames.receive(socket.in());
                    table.takeHopeless().forEach(outbox::text);
                }
                case Incoming.Ping(byte[] payload) -> outbox.pong(payload);
                case Incoming.Close(int code, String reason) -> {
                    return SessionEnd.closed(code, lastError, registered);
                }
            }
        }
    }

    private void read(String text) {
        try {
            WireCodec.decodeServer(text).ifPresent(this::take);
        } catch (ProtocolException e) {
            LOG.debug("A message was passed over: {}", e.getMessage());
        }
    }

    private void take(ServerMessage message) {
        switch (message) {
            case RegistrationAck ack -> register(ack);
            case ServerMessage.ComputeTask task -> table.add(task).ifPresent(outbox::text);
            case ServerMessage.ComputeTile tile -> table.add(tile).ifPresent(outbox::text);
            case ServerMessage.ReleaseOperands(var blocks) -> table.release(blocks);
            case ServerMessage.CancelTask(var task) -> {
                table.cancel(task);
                outbox.cancel(task);
            }
            case ServerMessage.ResultAccepted accepted -> status.verified();
            case ServerMessage.ResultRejected rejected -> {
                LOG.info("The result of task {} was not accepted: {}", rejected.task(), rejected.message());
                status.rejected();
            }
            case ServerMessage.HeartbeatAck ack -> {}
            case ServerMessage.Standing standing -> {}
            case ServerMessage.ErrorMessage error -> lastError = error.message();
        }
    }

    private void register(RegistrationAck ack) {
        if (registered) {
            return;
        }
        registered = true;
        table.window(ack.window());
        outbox.maxFrameBytes(ack.maxFrameBytes());
        acknowledged.accept(ack);
        status.registered(ack.name());
        timer.scheduleAtFixedRate(
                () -> outbox.text(new WorkerMessage.Heartbeat()),
                ack.heartbeatMs(),
                ack.heartbeatMs(),
                TimeUnit.MILLISECONDS);
        watchSilence(ack.silenceLimitMs());
    }

    /** Breaks the connection when nothing was heard for too long; every heartbeat is answered, so there is always something to hear. */
    private void watchSilence(int limitMs) {
        int period = Math.max(1, limitMs / 4);
        timer.scheduleWithFixedDelay(
                () -> {
                    long silentMs = (System.nanoTime() - lastHeard) / 1_000_000;
                    if (silentMs > limitMs) {
                        lastError = "Nothing was heard from the orchestrator for " + silentMs / 1000 + " s.";
                        abort();
                    }
                },
                period,
                period,
                TimeUnit.MILLISECONDS);
    }

    private void send() {
        try {
            outbox.send(socket.out());
        } catch (IOException e) {
            LOG.debug("Sending ended", e);
            closeSocket();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard() {
        lastHeard = System.nanoTime();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing", e);
        }
    }
}
