package org.distributedbrain.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.loop.ReturnedValues;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.persist.WorkerIdentity;
import org.distributedbrain.server.SocketLimits;
import org.distributedbrain.server.WorkerDoor;
import org.distributedbrain.server.WorkerSocket;
import org.distributedbrain.server.WorkerSocketDeps;

/** The orchestrator's side of the worker socket and one zero worker, with no core behind it: large blocks there and back, timed. */
final class SocketPair implements AutoCloseable {
    private static final WorkerId WORKER = new WorkerId("bench");
    private static final JobId JOB = new JobId(new UUID(0, 1).toString());
    private static final String KEY = "bench-key";
    private static final long PATIENCE_SECONDS = 60;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final int side;
    private final Semaphore came = new Semaphore(0);
    private final Semaphore returned = new Semaphore(0);
    private final WorkerSocket socket;
    private final WorkerDoor door;
    private final ZeroFleet fleet;
    private long next = 1;

    private SocketPair(long bytes) throws IOException {
        // Blocks of side × side, results too.
        side = (int) Math.sqrt(bytes / 4.0);
        memory = arena.allocate(4L * side * side, 64);
        socket = new WorkerSocket(
                new WorkerSocketDeps(
                        this::happened,
                        new OnePlace(),
                        (id, secret, name, now) -> new WorkerIdentity(WORKER, "bench", "secret"),
                        () -> KEY,
                        Set.of(),
                        InstantSource.system()),
                SocketLimits.STANDARD);
        door = new WorkerDoor(socket::install);
        fleet = new ZeroFleet(URI.create("http://127.0.0.1:" + door.port() + "/join#" + KEY), new Arrivals());
        fleet.add(1, Conduct.PROMPT, Duration.ofSeconds(10));
    }

    static SocketPair open(long bytes) throws IOException {
        return new SocketPair(bytes);
    }

    /** Bytes a second of operand blocks to the worker. */
    double down(int blocks) throws InterruptedException, TimeoutException {
        return timed(blocks, side, 1, came, 2);
    }

    /** Bytes a second of results from the worker. */
    double up(int blocks) throws InterruptedException, TimeoutException {
        return timed(blocks, 1, side, returned, 1);
    }

    /** Tasks whose A has {@code rows} rows, whose sums are {@code inner} long, and whose result has {@code rows × side} values. */
    private double timed(int tasks, int inner, int rows, Semaphore done, int signalsEach)
            throws InterruptedException, TimeoutException {
        WorkerLink link = socket.links().link(WORKER);
        came.drainPermits();
        returned.drainPermits();
        long began = System.nanoTime();
        long first = next;
        for (int i = 0; i < tasks; i++) {
            OperandBlock a = new OperandBlock(new BlockId(next++), Operand.A, 0, rows, 0, inner);
            OperandBlock b = new OperandBlock(new BlockId(next++), Operand.B, 0, inner, 0, side);
            Chunk chunk = new Chunk(new ChunkId(JOB, i), a, b);
            link.sendChunk(new TaskId(next++), chunk, List.of(content(a), content(b)), List.of());
        }
        if (!done.tryAcquire(tasks * signalsEach, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("The socket moved too little within " + PATIENCE_SECONDS + " s.");
        }
        double rate = 4.0 * side * side * tasks * 1e9 / (System.nanoTime() - began);
        returned.tryAcquire(tasks, 1, TimeUnit.SECONDS);
        for (long block = first; block < next; block++) {
            link.releaseOperands(List.of(new BlockId(block)));
        }
        return rate;
    }

    private BlockContent content(OperandBlock block) {
        return new BlockContent(block, memory.asSlice(0, block.bytes()), block.cols());
    }

    private void happened(Event event) {
        if (event instanceof Event.ChunkReturned) {
            returned.release();
        }
    }

    private final class Arrivals implements ZeroEvents {
        @Override
        public void operandCame(ZeroWorker worker, long block, long nanos) {
            came.release();
        }
    }

    /** Every result goes to the same place, one after the other. */
    private final class OnePlace implements ReturnedValues {
        @Override
        public MemorySegment open(TaskId task, long bytes) {
            return memory.asSlice(0, bytes);
        }

        @Override
        public void drop(TaskId task) {}
    }

    @Override
    public void close() {
        fleet.close();
        socket.close();
        door.close();
        arena.close();
    }
}
