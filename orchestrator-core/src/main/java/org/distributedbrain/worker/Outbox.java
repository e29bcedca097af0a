package org.distributedbrain.worker;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.WireCodec;
import org.distributedbrain.wire.WorkerMessage;
import org.distributedbrain.worker.websocket.MessageWriter;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection, and the loop of the thread that sends it. Text goes first and also between the frames of a result, so
 * that a heartbeat never waits for a large result on a slow line.
 */
final class Outbox {
    /** Smaller than the orchestrator allows: at 20 KB/s such a frame still passes within the usual silence limit. */
    private static final int FRAME_VALUES = (512 * 1024 - DataFrame.HEADER_BYTES) / 4;

    private final OffHeapPool pool;
    private final Deque<Control> controls = new ArrayDeque<>();
    private final Deque<Result> results = new ArrayDeque<>();
    private @Nullable TaskId sending;
    private boolean sendingCancelled;
    private int frameValues = 1;
    private boolean closed;

    Outbox(OffHeapPool pool) {
        this.pool = pool;
    }

    /** A message without values. */
    private sealed interface Control {
        record Text(WorkerMessage message) implements Control {}

        record Pong(byte[] payload) implements Control {}

        record Goodbye(WorkerMessage.Leave leave) implements Control {}
    }

    /** A computed result, whose memory goes back to the pool once it is sent. */
    private record Result(TaskId task, double computeMs, OffHeapPool.Piece values) {}

    synchronized void maxFrameBytes(int bytes) {
        frameValues = Math.min(FRAME_VALUES, (bytes - DataFrame.HEADER_BYTES) / 4);
    }

    synchronized void text(WorkerMessage message) {
        add(new Control.Text(message));
    }

    synchronized void pong(byte[] payload) {
        add(new Control.Pong(payload));
    }

    /** Says goodbye ahead of everything that waits, and closes. */
    synchronized void leave(String reason) {
        controls.clear();
        add(new Control.Goodbye(new WorkerMessage.Leave(reason)));
    }

    synchronized void result(TaskId task, double computeMs, OffHeapPool.Piece values) {
        if (closed) {
            pool.giveBack(values);
            return;
        }
        results.add(new Result(task, computeMs, values));
        notifyAll();
    }

    /** The result is no longer wanted; if its sending has begun it ends after the present frame. */
    synchronized void cancel(TaskId task) {
        sendingCancelled |= task.equals(sending);
        results.removeIf(result -> {
            boolean cancelled = result.task.equals(task);
            if (cancelled) {
                pool.giveBack(result.values);
            }
            return cancelled;
        });
    }

    /** Ends {@link #send}; what waits is dropped. */
    synchronized void close() {
        closed = true;
        results.forEach(result -> pool.giveBack(result.values));
        results.clear();
        controls.clear();
        notifyAll();
    }

    private void add(Control control) {
        if (!closed) {
            controls.add(control);
            notifyAll();
        }
    }

    /** Sends until the outbox is closed, a goodbye is sent, or the connection breaks. */
    void send(MessageWriter out) throws IOException, InterruptedException {
        while (true) {
            Result result = null;
            Control control;
            synchronized (this) {
                while (!closed && controls.isEmpty() && results.isEmpty()) {
                    wait();
                }
                if (closed) {
                    return;
                }
                control = controls.poll();
                if (control == null) {
                    result = results.poll();
                    sending = result == null ? null : result.task;
                    sendingCancelled = false;
                }
            }
            boolean goOn = result == null ? sendControl(control, out) : sendResult(result, out);
            if (!goOn) {
                return;
            }
        }
    }

    private boolean sendControl(@Nullable Control control, MessageWriter out) throws IOException {
        switch (control) {
            case Control.Text(var message) -> out.text(WireCodec.encode(message));
            case Control.Pong(var payload) -> out.pong(payload);
            case Control.Goodbye(var leave) -> {
                out.text(WireCodec.encode(leave));
                out.close(ErrorCode.CLOSE_NORMAL, "");
                return false;
            }
            case null -> {}
        }
        return true;
    }

    private boolean sendResult(Result result, MessageWriter out) throws IOException {
        try {
            MemorySegment values = result.values.values();
            long count = values.byteSize() / 4;
            out.text(
                    WireCodec.encode(new WorkerMessage.TaskComplete(result.task, result.computeMs, values.byteSize())));
            for (long offset = 0; offset < count && !isCancelled(); ) {
                int frame = (int) Math.min(frameValues(), count - offset);
                byte[] header = new byte[DataFrame.HEADER_BYTES];
                new DataFrame(DataFrame.Kind.RESULT, result.task.value(), offset, frame)
                        .writeTo(ByteBuffer.wrap(header));
                out.binary(header, values.asSlice(4 * offset, 4L * frame));
                offset += frame;
                if (!sendControls(out)) {
                    return false;
                }
            }
            return true;
        } finally {
            pool.giveBack(result.values);
        }
    }

    private synchronized boolean isCancelled() {
        return sendingCancelled;
    }

    private boolean sendControls(MessageWriter out) throws IOException {
        while (true) {
            Control control;
            synchronized (this) {
                if (closed) {
                    return false;
                }
                control = controls.poll();
            }
            if (control == null) {
                return true;
            }
            if (!sendControl(control, out)) {
                return false;
            }
        }
    }

    private synchronized int frameValues() {
        return frameValues;
    }
}
