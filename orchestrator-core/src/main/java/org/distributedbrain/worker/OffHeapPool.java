package org.distributedbrain.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Off-heap memory for operands and results, up to a limit. What is given back is kept for a while and handed out again, because the first touch of
 * fresh memory costs as much as filling it several times. Safe from any thread.
 */
final class OffHeapPool implements AutoCloseable {
    /** What is kept for reuse at most; an idle worker should not sit on the computer's memory. */
    private static final long KEPT_BYTES = 256L << 20;

    /** Every piece counts as at least this much, so that their number is bounded too. */
    private static final long LEAST_BYTES = 4096;

    private final long limit;
    private final List<Piece> kept = new ArrayList<>();
    private long used;
    private long keptBytes;
    private boolean closed;

    OffHeapPool(long limitBytes) {
        this.limit = limitBytes;
    }

    /** Memory that belongs to one holder until it is given back. Its content is arbitrary. */
    record Piece(Arena arena, MemorySegment whole, MemorySegment values) {}

    /** @throws OutOfMemory when the limit or the computer does not allow it; nothing has changed then */
    synchronized Piece take(long bytes) {
        for (int i = 0; i < kept.size(); i++) {
            // Sorted by size: the first that is long enough fits best; one much too long would waste what is counted.
            long size = kept.get(i).whole.byteSize();
            if (size >= bytes && size <= 2 * Math.max(bytes, LEAST_BYTES)) {
                if (used + size > limit) {
                    break;
                }
                Piece piece = kept.remove(i);
                keptBytes -= size;
                used += size;
                return new Piece(piece.arena, piece.whole, piece.whole.asSlice(0, bytes));
            }
        }
        return allocate(bytes);
    }

    private Piece allocate(long bytes) {
        long size = Math.max(LEAST_BYTES, (bytes + LEAST_BYTES - 1) / LEAST_BYTES * LEAST_BYTES);
        if (used + size > limit) {
            throw new OutOfMemory(
                    "There is no room for " + bytes + " bytes: " + used + " of " + limit + " are in use.");
        }
        while (!kept.isEmpty() && used + keptBytes + size > limit) {
            free(kept.removeLast());
        }
        Arena arena = Arena.ofShared();
        try {
            MemorySegment whole = arena.allocate(size, 64);
            used += size;
            return new Piece(arena, whole, whole.asSlice(0, bytes));
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new OutOfMemory("This computer has no " + bytes + " bytes of memory left.");
        }
    }

    /** No thread may use the piece from now on. */
    synchronized void giveBack(Piece piece) {
        long size = piece.whole.byteSize();
        used -= size;
        if (closed || keptBytes + size > KEPT_BYTES) {
            piece.arena.close();
            return;
        }
        kept.add(piece);
        kept.sort(Comparator.comparingLong(p -> p.whole.byteSize()));
        keptBytes += size;
    }

    /** What holders have at present. */
    synchronized long usedBytes() {
        return used;
    }

    /** Frees what is kept; pieces still held are freed as they are given back. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!kept.isEmpty()) {
            free(kept.removeLast());
        }
    }

    private void free(Piece piece) {
        keptBytes -= piece.whole.byteSize();
        piece.arena.close();
    }

    /** There is no memory for what was asked; the message is a sentence with the figures. */
    static final class OutOfMemory extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfMemory(String message) {
            super(message);
        }
    }
}
