package org.distributedbrain.worker;

import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;
import org.distributedbrain.kernel.matmul.PackedB;
import org.distributedbrain.matrix.SyntheticBlock;
import org.distributedbrain.wire.ServerMessage.Block;
import org.distributedbrain.wire.ServerMessage.Generate;
import org.jspecify.annotations.Nullable;

/**
 * An operand block at this worker: arriving, complete, or beyond use. One that is not sent is complete from the beginning, and made at its first
 * use. As a right factor it is packed at its first use and the row-major form is given back. {@link WorkTable} guards what several threads see; the forms are touched by the computing thread only once it is complete.
 */
final class HeldBlock {
    private final Block shape;
    private OffHeapPool.@Nullable Piece rowMajor;
    private OffHeapPool.@Nullable Piece packedMemory;
    private @Nullable PackedB packed;
    private @Nullable SyntheticBlock toMake;
    private long received;
    private @Nullable Trouble trouble;
    private int users;
    private boolean released;

    HeldBlock(Block shape, OffHeapPool pool) {
        this.shape = shape;
        Generate generate = shape.generate();
        if (generate != null) {
            toMake = new SyntheticBlock(
                    generate.seed(),
                    generate.operand(),
                    generate.firstRow(),
                    shape.rows(),
                    generate.firstCol(),
                    shape.cols(),
                    generate.stride());
            received = shape.values();
        }
        try {
            rowMajor = pool.take(4 * shape.values());
        } catch (OffHeapPool.OutOfMemory e) {
            trouble = new Trouble("out_of_memory", message(e));
        }
    }

    /** Why it can never be used: a reason of docs/protocol.md and a sentence. */
    record Trouble(String reason, String message) {}

    Block shape() {
        return shape;
    }

    boolean isComplete() {
        return trouble == null && received == shape.values();
    }

    @Nullable Trouble trouble() {
        return trouble;
    }

    void spoil(String message) {
        trouble = new Trouble("internal", message);
    }

    /** Where {@code count} values from {@code offset} go, or null with {@link #trouble} set when they do not continue what is here. */
    @Nullable MemorySegment expect(long offset, long count) {
        if (trouble != null || rowMajor == null) {
            return null;
        }
        if (offset != received || count > shape.values() - received || 4 * count > Integer.MAX_VALUE) {
            spoil("Block " + shape.block() + ": " + count + " values came for offset " + Long.toUnsignedString(offset)
                    + " where " + received + " of " + shape.values() + " were there.");
            return null;
        }
        return rowMajor.values().asSlice(4 * offset, 4 * count);
    }

    void arrived(long count) {
        received += count;
    }

    void use() {
        users++;
    }

    /** Ends one use; a released block is freed with the last. */
    void endUse(OffHeapPool pool) {
        users--;
        if (released && users == 0) {
            free(pool);
        }
    }

    void release(OffHeapPool pool) {
        released = true;
        if (users == 0) {
            free(pool);
        }
    }

    /** Makes its values if that is left to this worker and not done yet. @return false when it was cancelled, to be made another time */
    boolean make(ComputePool compute, BooleanSupplier cancelled) throws InterruptedException {
        if (toMake != null && rowMajor != null) {
            if (!compute.fill(toMake, rowMajor.values(), cancelled)) {
                return false;
            }
            toMake = null;
        }
        return true;
    }

    /** Its values, row by row. */
    MemorySegment rowMajor(OffHeapPool pool) {
        if (rowMajor == null) {
            // It was a right factor and is now a left one, which only an unusual orchestrator asks for.
            OffHeapPool.Piece piece = pool.take(4 * shape.values());
            if (packed != null) {
                packed.unpack(piece.values());
            }
            rowMajor = piece;
        }
        return rowMajor.values();
    }

    /** Its packed form. */
    PackedB packed(OffHeapPool pool, ComputePool compute) throws InterruptedException {
        PackedB ready = packed;
        if (ready == null) {
            OffHeapPool.Piece memory = pool.take(4 * shape.values());
            packedMemory = memory;
            ready = compute.pack(rowMajor(pool), shape.rows(), shape.cols(), memory.values());
            packed = ready;
            if (rowMajor != null) {
                pool.giveBack(rowMajor);
                rowMajor = null;
            }
        }
        return ready;
    }

    private void free(OffHeapPool pool) {
        if (rowMajor != null) {
            pool.giveBack(rowMajor);
            rowMajor = null;
        }
        if (packedMemory != null) {
            pool.giveBack(packedMemory);
            packedMemory = null;
            packed = null;
        }
    }

    private static String message(RuntimeException e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }
}
