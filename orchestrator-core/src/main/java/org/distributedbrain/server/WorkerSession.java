package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Objects;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.WireCodec;
import org.distributedbrain.wire.WorkerMessage;
import org.jspecify.annotations.Nullable;

/**
 * One connection from its upgrade to its end, as far as the worker drives it: who it is, whether it lives, and how it ends. What it says of its
 * tasks is {@link TaskReports}; what the orchestrator sends is {@link SessionLink}. The reader's methods ({@link #text}, {@link #binary},
 * {@link #closed}) are called one at a time and may wait for the core.
 */
final class WorkerSession {
    private static final long GOODBYE_NANOS = 5_000_000_000L;

    private final SocketShared shared;
    private final String address;
    private final Outbox outbox;
    private final SignsOfLife life;
    private final OutstandingTasks tasks;
    private final SessionEvents events;
    private final SessionLink link;
    private final TaskReports reports;
    private final long openedNanos = System.nanoTime();
    private volatile State state = State.UNREGISTERED;
    private volatile Registration.@Nullable Registered registered;
    private ServerMessage.@Nullable Standing standing;
    private volatile String endReason = "";
    private volatile boolean over;

    private enum State {
        UNREGISTERED,
        REGISTERED,
        /** It has said {@code leave}; only its close is awaited. */
        LEFT,
        /** An error or the orchestrator ends it; what still comes is ignored. */
        ENDING
    }

    WorkerSession(SocketShared shared, String address, Outbox outbox, Probe probe) {
        this.shared = shared;
        this.address = address;
        this.outbox = outbox;
        this.life = new SignsOfLife(probe, shared.limits(), openedNanos);
        this.tasks = new OutstandingTasks(shared.deps().returned());
        this.events = new SessionEvents(shared.deps().events());
        this.link = new SessionLink(this, tasks, outbox);
        this.reports = new TaskReports(
                tasks, shared.deps().returned(), events, link, shared.limits().maxFrameBytes());
    }

    /** The connection as the command runner uses it. */
    WorkerLink link() {
        return link;
    }

    SessionEvents events() {
        return events;
    }

    boolean isWaiting() {
        return state == State.UNREGISTERED;
    }

    /** True once nothing that arrives matters any more. */
    boolean isOver() {
        return state == State.LEFT || state == State.ENDING;
    }

    /** True once its socket is closed. */
    boolean isClosed() {
        return over;
    }

    boolean reading(Collection<BlockId> blocks) {
        return outbox.reading(blocks);
    }

    void text(String text) {
        message(WireCodec.decodeWorker(text));
    }

    void message(WorkerMessage message) {
        if (message instanceof WorkerMessage.RegisterWorker registration) {
            register(registration);
            return;
        }
        WorkerId worker = worker("A message");
        heard(Event.Sign.MESSAGE);
        switch (message) {
            case WorkerMessage.RegisterWorker m -> register(m);
            case WorkerMessage.Heartbeat() -> answerHeartbeat(worker);
            case WorkerMessage.Pause() -> events.post(new Event.WorkerPaused(worker));
            case WorkerMessage.Resume() -> events.post(new Event.WorkerResumed(worker));
            case WorkerMessage.TaskStarted(var task) -> reports.started(worker, task);
            case WorkerMessage.TaskComplete complete -> reports.complete(worker, complete);
            case WorkerMessage.TaskFailed failed -> reports.failed(worker, failed);
            case WorkerMessage.Leave(var reason) -> leave(worker, reason);
        }
    }

    /** A worker that is there hears now and then where it stands. */
    private void answerHeartbeat(WorkerId worker) {
        outbox.message(new ServerMessage.HeartbeatAck());
        ServerMessage.Standing now = shared.ranks().of(worker);
        if (now != null && !now.equals(standing)) {
            standing = now;
            outbox.message(now);
        }
    }

    /** A part of a binary message. */
    void binary(ByteBuffer part, boolean last) {
        WorkerId worker = worker("A binary message");
        heard(Event.Sign.MESSAGE);
        reports.result(worker, part, last);
    }

    void ping(ByteBuffer payload) {
        heard(Event.Sign.PING);
        outbox.pong(payload);
    }

    void pong(ByteBuffer payload) {
        life.answered(payload);
        heard(Event.Sign.PING);
    }

    private void heard(Event.Sign sign) {
        Registration.Registered known = registered;
        if (life.heard(sign, System.nanoTime()) && known != null) {
            events.post(new Event.WorkerHeard(known.profile().id(), sign));
        }
    }

    private void register(WorkerMessage.RegisterWorker message) {
        if (state != State.UNREGISTERED) {
            throw new ProtocolException(
                    ErrorCode.OUT_OF_ORDER, "A second register_worker came; a connection registers once.");
        }
        shared.workers().checkRoom();
        Registration.Registered known = shared.registration().register(message, address);
        registered = known;
        WorkerSession older = shared.workers().join(known.profile(), this);
        if (over) {
            // The connection was lost while it registered.
            shared.workers().leave(known.profile().id(), this, Event.Parting.LOST, endReason);
        }
        if (older != null) {
            older.end(ErrorCode.REPLACED, "The same worker connected again; this older connection is closed.");
        }
    }

    /** Called while joining, so that the acknowledgement is the first thing the worker reads. */
    void acknowledge() {
        state = State.REGISTERED;
        outbox.message(Objects.requireNonNull(registered).acknowledgement(shared.limits()));
    }

    private void leave(WorkerId worker, String reason) {
        state = State.LEFT;
        tasks.end();
        shared.workers().leave(worker, this, Event.Parting.GOODBYE, reason.isEmpty() ? "left" : reason);
    }

    private WorkerId worker(String what) {
        Registration.Registered known = registered;
        if (known == null) {
            throw new ProtocolException(
                    ErrorCode.OUT_OF_ORDER, what + " came before register_worker, which is the first of a connection.");
        }
        return known.profile().id();
    }

    /** Sends the error, then closes. */
    void end(ErrorCode code, String sentence) {
        end(code.closeCode(), code, sentence);
    }

    /** The outbox ends the connection by itself. */
    void givenUp(String sentence) {
        lost(Event.Parting.LOST, sentence);
    }

    void end(int closeCode, @Nullable ErrorCode code, String sentence) {
        lost(Event.Parting.LOST, sentence);
        outbox.close(closeCode, code, sentence);
    }

    /**
     * Nothing that still comes matters. The core hears of it now, not when the other side has answered the close: until then chunks would
     * wait. It hears it from a thread of its own, because those who call this must not wait for the core.
     */
    private void lost(Event.Parting parting, String sentence) {
        if (isOver()) {
            return;
        }
        state = State.ENDING;
        endReason = endReason.isEmpty() ? sentence : endReason;
        Registration.Registered known = registered;
        if (known != null) {
            Thread.startVirtualThread(() -> part(known, parting));
        }
    }

    private void part(Registration.Registered known, Event.Parting parting) {
        Event.Parting how = shared.isClosed() ? Event.Parting.GOODBYE : parting;
        shared.workers().leave(known.profile().id(), this, how, endReason);
        tasks.end();
    }

    /** The connection is over, however it came about. */
    void closed(int code, @Nullable String reason) {
        over = true;
        if (endReason.isEmpty()) {
            endReason = "connection closed (" + code + (reason == null || reason.isEmpty() ? "" : ", " + reason) + ")";
        }
        state = state == State.LEFT ? State.LEFT : State.ENDING;
        Registration.Registered known = registered;
        if (known != null) {
            part(known, Event.Parting.LOST);
        }
        tasks.end();
        outbox.end();
        shared.workers().over(this);
    }

    /** Looks at the clock; called a few times a second from the socket's timer. */
    void tick(long nowNanos) {
        SocketLimits limits = shared.limits();
        switch (state) {
            case UNREGISTERED -> {
                if (nowNanos - openedNanos > limits.registration().toNanos()) {
                    end(
                            ErrorCode.TIMEOUT,
                            "No register_worker came within "
                                    + limits.registration().toMillis() + " ms of connecting.");
                }
            }
            case REGISTERED -> {
                // The core notices silence first; this is for the case that it does not.
                long silent = limits.silence().plus(limits.heartbeat()).toNanos();
                if (life.silentNanos(nowNanos) > silent) {
                    end(
                            ErrorCode.TIMEOUT,
                            "Nothing was heard for " + limits.silence().toMillis() + " ms, the limit.");
                } else if (life.isHalfOpen(nowNanos, outbox.isSending())) {
                    String sentence = "A ping was not answered for "
                            + limits.answer().toMillis() + " ms and nothing else came: the other end is gone.";
                    lost(Event.Parting.HALF_OPEN, sentence);
                    outbox.close(ErrorCode.TIMEOUT.closeCode(), ErrorCode.TIMEOUT, sentence);
                } else if (life.pingIsDue(nowNanos)) {
                    outbox.ping();
                }
            }
            case LEFT -> {
                if (life.silentNanos(nowNanos) > GOODBYE_NANOS) {
                    outbox.close(ErrorCode.CLOSE_NORMAL, null, "left");
                }
            }
            case ENDING -> {}
        }
    }

    /** A command meant for an earlier connection. The core learns it from a thread of its own, because the runner must not wait for the core. */
    void lackingOperands(TaskId task) {
        Registration.Registered known = registered;
        if (known != null && !isOver()) {
            WorkerId worker = known.profile().id();
            Thread.startVirtualThread(() ->
                    events.post(new Event.TaskFailed(worker, task, "its operands had gone to an earlier connection")));
        }
    }
}
