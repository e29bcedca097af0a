package org.distributedbrain;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.kernel.matmul.GemmReference;
import org.distributedbrain.kernel.matmul.MatmulCheck;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.loop.EventSink;
import org.distributedbrain.worker.ThisComputer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies a small product of its own again and again for a moment after the start, until the virtual machine has compiled what it takes:
 * otherwise the first job would wait for verification several times longer than every later one. Then it measures this computer's own speed, which
 * estimates are compared with, and last makes verification of large jobs faster.
 */
final class Rehearsal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Duration LENGTH = Duration.ofMillis(600);
    /** Who submits a job at once shall have the processor for it. */
    private static final Duration LATER = Duration.ofSeconds(3);

    private static final int SIDE = 96;
    private static final JobId NO_JOB = new JobId("00000000-0000-0000-0000-000000000000");

    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);

    Rehearsal(Path scratch, EventSink events) {
        thread = Thread.ofPlatform().daemon().name("rehearsal").start(() -> {
            try {
                rehearse(scratch);
                if (!isClosed()) {
                    events.post(new Event.ComputerMeasured(ThisComputer.operationsPerSecond()));
                }
                if (!stop.await(LATER.toMillis(), TimeUnit.MILLISECONDS)) {
                    MatmulCheck.rehearse(this::isClosed);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                LOG.debug("The rehearsal was cut short", e);
            }
        });
    }

    private void rehearse(Path scratch) {
        MatmulSize size = new MatmulSize(SIDE, SIDE, SIDE);
        Chunk all = new Chunk(
                new ChunkId(NO_JOB, 0),
                new OperandBlock(new BlockId(1), Operand.A, 0, SIDE, 0, SIDE),
                new OperandBlock(new BlockId(2), Operand.B, 0, SIDE, 0, SIDE));
        try (MatmulOperands operands = MatmulOperands.open(new MatmulSource.Synthetic(size, 1), scratch);
                Arena arena = Arena.ofConfined()) {
            MemorySegment product = arena.allocate(all.resultBytes(), Float.BYTES);
            double[] exact =
                    GemmReference.multiply(operands.a().values(), operands.b().values(), SIDE, SIDE, SIDE);
            for (int i = 0; i < exact.length; i++) {
                product.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) exact[i]);
            }
            long end = System.nanoTime() + LENGTH.toNanos();
            while (!isClosed() && System.nanoTime() < end) {
                MatmulCheck.create(operands).check(all, product);
            }
        }
    }

    private boolean isClosed() {
        return stop.getCount() == 0;
    }

    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        thread.join();
    }
}
