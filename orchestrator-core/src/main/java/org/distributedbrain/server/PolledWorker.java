package org.distributedbrain.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.WorkerMessage;
import org.jspecify.annotations.Nullable;

/**
 * One worker that works by asking: each of its calls becomes what a connected worker would have sent, so that everything behind is the same for
 * both. Its calls that change something are taken one after the other.
 */
final class PolledWorker {
    private static final int VALUES_AT_ONCE = (1 << 20) / Float.BYTES;

    private final WorkerSession session;
    private final PolledOutbox outbox;
    private final Set<WorkerSession> open;
    private final BiConsumer<PolledWorker, PolledOutbox.End> whenOver;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<TaskId> told = new HashSet<>();
    private volatile byte[] secret = {};

    /**
     * @param open where its session is while it lasts, so that its clock is looked at
     * @param whenOver hears why it is over, when the orchestrator ends it
     */
    PolledWorker(
            SocketShared shared,
            String address,
            Set<WorkerSession> open,
            BiConsumer<PolledWorker, PolledOutbox.End> whenOver) {
        this.outbox = new PolledOutbox(this::ended);
        this.session = new WorkerSession(
                shared,
                address,
                outbox,
                new Probe(shared.limits().answer(), shared.limits().silence()));
        this.open = open;
        this.whenOver = whenOver;
        open.add(session);
    }

    /** @throws ProtocolException why it may not work here */
    ServerMessage.RegistrationAck register(WorkerMessage.RegisterWorker message) {
        say(message);
        ServerMessage.RegistrationAck ack = outbox.registration();
        if (ack == null) {
            throw new ProtocolException(ErrorCode.INTERNAL, "It could not be registered; come back later.");
        }
        String known = ack.workerSecret() == null ? message.workerSecret() : ack.workerSecret();
        secret = known == null ? secret : known.getBytes(StandardCharsets.UTF_8);
        return ack;
    }

    boolean isKnownBy(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret);
    }

    /** Why its connection is over; empty while it is not. */
    Optional<PolledOutbox.End> over() {
        return Optional.ofNullable(outbox.over());
    }

    /** A sign of life; where it stands, as far as that is known. */
    ServerMessage.@Nullable Standing heartbeat() {
        say(new WorkerMessage.Heartbeat());
        return outbox.standing();
    }

    /** What it is to compute, the first first; waits for the first. The first one counts as begun. */
    List<ServerMessage> tasks(Duration wait) throws InterruptedException {
        say(new WorkerMessage.Heartbeat());
        List<ServerMessage> tasks = outbox.tasks(wait);
        if (!tasks.isEmpty()) {
            TaskId first = task(tasks.getFirst());
            turn.lock();
            try {
                if (told.add(first)) {
                    say(new WorkerMessage.TaskStarted(first));
                }
            } finally {
                turn.unlock();
            }
        }
        return tasks;
    }

    private static TaskId task(ServerMessage message) {
        return switch (message) {
            case ServerMessage.ComputeTask it -> it.task();
            case ServerMessage.ComputeTile it -> it.task();
            default -> throw new IllegalArgumentException(message + " is no task");
        };
    }

    Optional<BlockContent> lend(BlockId block) {
        return outbox.lend(block);
    }

    boolean holds(BlockId block) {
        return outbox.holds(block);
    }

    void giveBack(BlockId block) {
        outbox.giveBack(block);
    }

    void failed(WorkerMessage.TaskFailed failed) {
        turn.lock();
        try {
            told.remove(failed.task());
            outbox.done(failed.task());
            say(failed);
        } finally {
            turn.unlock();
        }
    }

    void leave(String reason) {
        say(new WorkerMessage.Leave(reason));
        outbox.close(ErrorCode.CLOSE_NORMAL, null, "It has left.");
    }

    /**
     * Takes a result: {@code bytes} of little-endian float32 values. What became of it, as far as that shows within {@code wait}.
     *
     * @throws Problem when there are fewer bytes; the task counts as failed then
     */
    Optional<ServerMessage> result(WorkerMessage.TaskComplete complete, InputStream body, Duration wait)
            throws IOException, InterruptedException {
        turn.lock();
        try {
            told.remove(complete.task());
            say(complete);
            Optional<ServerMessage> refused = outbox.verdict(complete.task(), Duration.ZERO);
            if (refused.isPresent()) {
                return refused;
            }
            take(complete, body);
            outbox.done(complete.task());
        } finally {
            turn.unlock();
        }
        return outbox.verdict(complete.task(), wait);
    }

    private void take(WorkerMessage.TaskComplete complete, InputStream body) throws IOException {
        long values = complete.bytes() / Float.BYTES;
        byte[] frame = new byte[DataFrame.HEADER_BYTES + Float.BYTES * (int) Math.min(values, VALUES_AT_ONCE)];
        for (long next = 0; next < values; next += VALUES_AT_ONCE) {
            int count = (int) Math.min(values - next, VALUES_AT_ONCE);
            int read = read(body, frame, count * Float.BYTES);
            if (read < count * Float.BYTES) {
                failed(new WorkerMessage.TaskFailed(complete.task(), "internal", "its result ended early"));
                throw new Problem(
                        400,
                        "The result of task " + complete.task() + " ended after " + (next * Float.BYTES + read) + " of "
                                + complete.bytes() + " bytes; the task was given back.");
            }
            ByteBuffer message = ByteBuffer.wrap(frame, 0, DataFrame.HEADER_BYTES + count * Float.BYTES);
            new DataFrame(DataFrame.Kind.RESULT, complete.task().value(), next, count).writeTo(message.duplicate());
            guarded(() -> session.binary(message, true));
        }
    }

    /** A body that breaks off is one that ended early. */
    private static int read(InputStream body, byte[] frame, int bytes) {
        int read = 0;
        try {
            while (read < bytes) {
                int more = body.read(frame, DataFrame.HEADER_BYTES + read, bytes - read);
                if (more < 0) {
                    return read;
                }
                read += more;
            }
        } catch (IOException e) {
            return read;
        }
        return read;
    }

    private void say(WorkerMessage message) {
        guarded(() -> session.message(message));
    }

    private void guarded(Runnable step) {
        turn.lock();
        try {
            if (!session.isOver()) {
                step.run();
            }
        } catch (ProtocolException e) {
            session.end(e.code(), e.sentence());
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private void ended(PolledOutbox.End why) {
        turn.lock();
        try {
            open.remove(session);
            whenOver.accept(this, why);
            session.closed(why.code(), why.sentence());
        } finally {
            turn.unlock();
        }
    }
}
