package org.distributedbrain.bench.liars;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.Protocol;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
import org.distributedbrain.wire.ServerMessage.ComputeTile;
import org.distributedbrain.wire.ServerMessage.RegistrationAck;
import org.distributedbrain.wire.WireCodec;
import org.distributedbrain.wire.WorkerMessage;
import org.distributedbrain.worker.JoinUrl;
import org.distributedbrain.worker.websocket.Incoming;
import org.distributedbrain.worker.websocket.WebSocketClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that computes rightly and returns them as its {@link Lie} says. One thread reads, computes and answers; the fleet's timer
 * sends heartbeats.
 */
public final class FleetWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetWorker.class);
    private static final List<String> KERNELS = Stream.concat(
                    Stream.of(MatmulSource.KERNEL), Kernels.ALL.stream().map(TileKernel::name))
            .toList();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Lie lie;
    private final int patience;
    private final WebSocketClient socket;
    private final FleetTasks tasks = new FleetTasks();
    private final Random random;
    private final Thread thread;
    private volatile @Nullable RegistrationAck registration;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger lies = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger proven = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private float @Nullable [] before;
    private int @Nullable [] countsBefore;

    /**
     * Connects and registers.
     *
     * @param blockBytes the largest block it says it can hold
     * @param claimed with which identity it comes: the id of another, or null for none
     * @param patience after how many results one that waits begins to lie
     */
    FleetWorker(JoinUrl join, String name, Lie lie, int patience, long blockBytes, @Nullable String claimed)
            throws IOException {
        this.lie = lie;
        this.patience = patience;
        this.random = new Random(name.hashCode());
        socket = WebSocketClient.open(
                join.host(), join.port(), join.tls(), Protocol.PATH, Protocol.MAX_TEXT_BYTES, PATIENCE);
        send(new WorkerMessage.RegisterWorker(
                join.key(),
                claimed,
                claimed == null ? null : "not the secret of that worker",
                name,
                "server",
                "test",
                lie.words(),
                KERNELS,
                blockBytes,
                64 * blockBytes,
                64 * blockBytes,
                List.of(),
                Capabilities.UNTOLD));
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    public Lie lie() {
        return lie;
    }

    /** Null until the orchestrator took it in. */
    public @Nullable String id() {
        RegistrationAck ack = registration;
        return ack == null ? null : ack.workerId();
    }

    /** Results that it gave for tasks that it had. */
    public int answered() {
        return answered.get();
    }

    /** How many of them were not what it had computed. */
    public int lies() {
        return lies.get();
    }

    public int accepted() {
        return accepted.get();
    }

    /** How often it was told that a result is wrong. */
    public int proven() {
        return proven.get();
    }

    /** How often it was told that a result is not wanted. */
    public int refused() {
        return refused.get();
    }

    void heartbeat() {
        try {
            if (registration != null && thread.isAlive()) {
                send(new WorkerMessage.Heartbeat());
            }
        } catch (IOException e) {
            LOG.debug("{} is gone", thread.getName(), e);
        }
    }

    private void run() {
        try {
            while (true) {
                switch (socket.in().next()) {
                    case Incoming.Text(String text) ->
                        WireCodec.decodeServer(text).ifPresent(this::take);
                    case Incoming.Binary() -> tasks.receive(socket.in());
                    case Incoming.Ping(byte[] payload) -> socket.out().pong(payload);
                    case Incoming.Close close -> {
                        return;
                    }
                }
                work();
            }
        } catch (IOException e) {
            LOG.debug("The connection of {} ended", thread.getName(), e);
        }
    }

    private void take(ServerMessage message) {
        switch (message) {
            case RegistrationAck ack -> registration = ack;
            case ComputeTask task -> tasks.add(task);
            case ComputeTile tile -> tasks.add(tile);
            case ServerMessage.CancelTask(var task) -> tasks.cancel(task);
            case ServerMessage.ReleaseOperands(var blocks) -> tasks.release(blocks);
            case ServerMessage.ResultAccepted result -> accepted.incrementAndGet();
            case ServerMessage.ResultRejected result -> {
                if (result.reason().equals("wrong")) {
                    proven.incrementAndGet();
                } else {
                    refused.incrementAndGet();
                }
            }
            case ServerMessage.HeartbeatAck ack -> {}
            case ServerMessage.Standing standing -> {}
            case ServerMessage.ErrorMessage error -> LOG.debug("{} was told: {}", thread.getName(), error.message());
        }
    }

    private void work() throws IOException {
        for (ComputeTask task = tasks.next(); task != null; task = tasks.next()) {
            long began = begin(task.task());
            float[] right = tasks.product(task);
            float[] said = lie.instead(right, task.cols(), before, answered.get(), patience, random);
            before = right;
            say(task.task(), bits(right), bits(said), began);
        }
        for (ComputeTile tile = tasks.nextTile(); tile != null; tile = tasks.nextTile()) {
            long began = begin(tile.task());
            int[] right = FleetTasks.tile(tile);
            int[] said = TileLies.instead(lie, right, tile.cols(), countsBefore, answered.get(), patience, random);
            countsBefore = right;
            say(tile.task(), right, said, began);
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }

    private long begin(TaskId task) throws IOException {
        send(new WorkerMessage.TaskStarted(task));
        return System.nanoTime();
    }

    private void say(TaskId task, int[] right, int[] said, long began) throws IOException {
        double ms = (System.nanoTime() - began) / 1e6;
        answer(task, said, ms);
        if (!Arrays.equals(said, right)) {
            lies.incrementAndGet();
        }
        answered.incrementAndGet();
        TaskId others = lie == Lie.NOT_ITS_OWN ? tasks.ofAnother() : null;
        if (others != null) {
            answer(others, right, ms);
        }
    }

    private void answer(TaskId task, int[] values, double computeMs) throws IOException {
        RegistrationAck ack = registration;
        int most = ack == null ? 1 : (ack.maxFrameBytes() - DataFrame.HEADER_BYTES) / 4;
        send(new WorkerMessage.TaskComplete(task, computeMs, 4L * values.length));
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            ByteBuffer head = ByteBuffer.allocate(DataFrame.HEADER_BYTES);
            new DataFrame(DataFrame.Kind.RESULT, task.value(), from, count).writeTo(head);
            ByteBuffer body = ByteBuffer.allocateDirect(4 * count).order(ByteOrder.LITTLE_ENDIAN);
            body.asIntBuffer().put(values, from, count);
            socket.out().binary(head.array(), MemorySegment.ofBuffer(body));
        }
    }

    private void send(WorkerMessage message) throws IOException {
        socket.out().text(WireCodec.encode(message));
    }

    @Override
    public void close() {
        try {
            send(new WorkerMessage.Leave("the fleet is closed"));
            socket.close();
            thread.join();
        } catch (IOException e) {
            LOG.debug("Closing {}", thread.getName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
