package org.distributedbrain.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.distributedbrain.bench.Conduct.Misconduct;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
import org.distributedbrain.wire.WireCodec;
import org.distributedbrain.wire.WorkerMessage;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks docs/protocol.md and answers every task with zeros, once its operands are there. Right wherever A is zero; it keeps
 * nothing of what it is sent. All of it runs on its fleet's thread.
 */
public final class ZeroWorker {
    private final ZeroFleet fleet;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Conduct conduct;
    private final MaskedOutput output = new MaskedOutput();
    private final ZeroTasks tasks;
    private final FrameParser parser;
    private final Deque<TaskId> leaving = new ArrayDeque<>();
    private volatile ServerMessage.@Nullable RegistrationAck registration;
    private int answered;
    private boolean computing;
    private volatile boolean closed;

    ZeroWorker(ZeroFleet fleet, SocketChannel channel, SelectionKey key, Conduct conduct) {
        this.fleet = fleet;
        this.channel = channel;
        this.key = key;
        this.conduct = conduct;
        this.tasks = new ZeroTasks(this, fleet.events());
        this.parser = new FrameParser(new FromOrchestrator());
    }

    /** What the orchestrator said when it took this worker in; null before. */
    public ServerMessage.@Nullable RegistrationAck registration() {
        return registration;
    }

    public boolean isOpen() {
        return !closed;
    }

    /** Breaks the connection off without a word, as a killed process does. */
    public void kill() {
        fleet.run(() -> end("killed"));
    }

    void send(WorkerMessage message) {
        if (!frozen()) {
            output.text(WireCodec.encode(message));
        }
    }

    /** Reads what is there and answers it. */
    void readable(ByteBuffer shared) {
        try {
            int read;
            do {
                read = channel.read(shared.clear());
                fleet.counts().bytesIn.add(Math.max(0, read));
                parser.take(shared.flip());
            } while (read == shared.capacity());
            if (read < 0) {
                end("closed by the orchestrator");
            } else {
                flush();
            }
        } catch (IOException | ProtocolException e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    /** Gives the system what it takes; the rest goes when the socket is writable again. */
    void flush() {
        if (closed) {
            return;
        }
        try {
            fleet.counts().bytesOut.add(output.write(channel));
            key.interestOps(output.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
            return;
        }
        if (output.isEmpty() && !leaving.isEmpty()) {
            long now = System.nanoTime();
            leaving.forEach(task -> fleet.events().resultLeft(this, task, now));
            leaving.clear();
        }
    }

    private boolean misbehaves(Misconduct kind) {
        return conduct.misconduct() == kind && answered >= conduct.afterTasks();
    }

    private boolean frozen() {
        return registration != null && misbehaves(Misconduct.FREEZES);
    }

    /** Computes what can be computed now: one task after the other. */
    void work() {
        ComputeTask task;
        while (!computing && !closed && !frozen() && !misbehaves(Misconduct.SILENT) && (task = tasks.next()) != null) {
            if (misbehaves(Misconduct.CLOSES)) {
                end("misconduct");
                return;
            }
            send(new WorkerMessage.TaskStarted(task.task()));
            double seconds = conduct.operationsPerSecond() == 0
                    ? 0
                    : 2.0 * task.rows() * task.inner() * task.cols() / conduct.operationsPerSecond();
            if (seconds == 0) {
                answer(task, 0);
            } else {
                computing = true;
                ComputeTask begun = task;
                fleet.after((long) (seconds * 1e9), () -> {
                    computing = false;
                    answer(begun, 1e3 * seconds);
                    work();
                    flush();
                });
            }
        }
    }

    private void answer(ComputeTask task, double computeMs) {
        if (closed || !tasks.finish(task.task()) || frozen()) {
            return;
        }
        send(new WorkerMessage.TaskComplete(task.task(), computeMs, task.resultBytes()));
        output.result(task.task().value(), task.resultBytes() / 4, misbehaves(Misconduct.LIES));
        leaving.add(task.task());
        answered++;
    }

    void end(String why) {
        if (closed) {
            return;
        }
        closed = true;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
        fleet.gone(this, why);
    }

    private void heartbeat(int everyMs) {
        fleet.after(everyMs * 1_000_000L, () -> {
            if (!closed) {
                send(new WorkerMessage.Heartbeat());
                flush();
                heartbeat(everyMs);
            }
        });
    }

    private final class FromOrchestrator implements FrameParser.Found {
        @Override
        public void text(String text) {
            switch (WireCodec.decodeServer(text).orElse(null)) {
                case ServerMessage.RegistrationAck ack -> {
                    registration = ack;
                    fleet.counts().registered.increment();
                    heartbeat(ack.heartbeatMs());
                }
                case ComputeTask task -> {
                    fleet.events().taskCame(ZeroWorker.this, task, System.nanoTime());
                    tasks.came(task);
                    work();
                }
                case ServerMessage.ComputeTile tile -> {
                    send(new WorkerMessage.TaskFailed(
                            tile.task(), "unsupported", "A zero worker gives zeros for 'matmul' only."));
                    flush();
                }
                case ServerMessage.ReleaseOperands(var blocks) -> tasks.release(blocks);
                case ServerMessage.CancelTask(var task) -> tasks.cancel(task);
                case ServerMessage.ResultAccepted(var task) -> {
                    fleet.counts().accepted.increment();
                    fleet.events().accepted(ZeroWorker.this, task, System.nanoTime());
                }
                case ServerMessage.ResultRejected(var task, var reason, var message) -> {
                    fleet.counts().rejected.increment();
                    fleet.events().rejected(ZeroWorker.this, task, reason);
                }
                case ServerMessage.ErrorMessage(var code, var message) -> fleet.refused(message);
                case ServerMessage.HeartbeatAck() -> {}
                case ServerMessage.Standing standing -> {}
                case null -> {}
            }
        }

        @Override
        public void ping(byte[] payload) {
            output.pong(payload);
        }

        @Override
        public void close(byte[] payload) {
            end("closed by the orchestrator");
        }

        @Override
        public void values(DataFrame frame, long bytes, boolean last) {
            if (tasks.values(frame, bytes, last)) {
                work();
            }
        }
    }
}
