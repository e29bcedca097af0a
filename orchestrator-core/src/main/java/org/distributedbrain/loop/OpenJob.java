package org.distributedbrain.loop;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.kernel.JobCheck;
import org.distributedbrain.kernel.JobInput;
import org.distributedbrain.kernel.OpenSource;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.ResultFile;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one job under way: operands, the check of its chunks, and the result file. It is closed when nobody uses it any more: no
 * computation here, and no socket that still sends a block of it.
 */
public final class OpenJob {
    private final JobInput input;
    private final JobCheck check;
    private final ResultFile result;
    private final Set<BlockId> sent = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;
    private final AtomicInteger uses = new AtomicInteger();

    public OpenJob(OpenSource source, ResultFile result) {
        this.input = source.input();
        this.check = source.check();
        this.result = result;
    }

    JobCheck check() {
        return check;
    }

    ResultFile result() {
        return result;
    }

    List<BlockContent> contents(List<OperandBlock> blocks) {
        blocks.forEach(block -> sent.add(block.id()));
        return blocks.stream().map(input::content).toList();
    }

    /** It was released: what is still to be written of it need not be. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** How far the sealed result is off where it was summed from parts and is small enough to be compared; null otherwise. */
    @Nullable Double errorOfSum() {
        if (!result.isSplit()) {
            return null;
        }
        try (Matrix sum = MatrixFile.read(result.path(), result.folder())) {
            return check.compare(sum.values());
        }
    }

    void use() {
        uses.incrementAndGet();
    }

    void unuse() {
        uses.decrementAndGet();
    }

    boolean inUse(WorkerLinks links) {
        return uses.get() > 0 || links.reading(sent);
    }

    /** Lets the operands go, and leaves on the disk what was written of the result. */
    void suspend() {
        try {
            input.close();
        } finally {
            result.suspend();
        }
    }

    /** Lets the operands go, and the result too unless it was sealed. */
    public void close() {
        try {
            input.close();
        } finally {
            result.discard();
        }
    }
}
