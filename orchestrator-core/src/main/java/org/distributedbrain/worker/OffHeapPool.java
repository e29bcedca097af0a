package org.distributedbrain.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap memory for operands and results, up to a limit of what holders asked for: the orchestrator counts the same bytes, and may use all that was
 * announced to it. The pieces themselves may be a quarter longer, and a page. What is given back is kept for a while and handed out again, because the first touch of
 * fresh memory costs as much as filling it several times. Safe from any thread.
 */
final class OffHeapPool implements AutoCloseable {
    /** What is kept for reuse at most; an idle worker should not sit on the computer's memory. */
    private static final long KEPT_BYTES = 256L << 20;

    /** Pieces are a multiple of this long. */
    private static final long PAGE_BYTES = 4096;

    /** More pieces than any window of tasks needs: their number is bounded, too. */
    private static final int MOST_PIECES = 65_536;

    private final long limit;
    /** Sorted by length. */
    private final List<Piece> kept = new ArrayList<>();

    private int held;
    private long used;
    private long takenBytes;
    private long keptBytes;
    private boolean closed;

    OffHeapPool(long limitBytes) {
        this.limit = limitBytes;
    }

    /** Memory that belongs to one holder until it is given back. Its content is arbitrary. */
    record Piece(Arena arena, MemorySegment whole, MemorySegment values) {
        private long bytes() {
            return values.byteSize();
        }
    }

    /** @throws OutOfMemory when the limit or the computer does not allow it; nothing has changed then */
    synchronized Piece take(long bytes) {
        if (bytes > limit - used || held == MOST_PIECES) {
            throw new OutOfMemory(
                    "There is no room for " + bytes + " bytes: " + used + " of " + limit + " are in use.");
        }
        Piece free = fromKept(bytes);
        Piece piece = free == null ? allocate(bytes) : free;
        held++;
        used += bytes;
        takenBytes += piece.whole.byteSize();
        return piece;
    }

    /** The shortest that is long enough; one much too long would be a waste. */
    private @Nullable Piece fromKept(long bytes) {
        int at = firstOf(bytes);
        if (at == kept.size() || kept.get(at).whole.byteSize() > bytes + bytes / 4 + PAGE_BYTES) {
            return null;
        }
        Piece piece = kept.remove(at);
        keptBytes -= piece.whole.byteSize();
        return new Piece(piece.arena, piece.whole, piece.whole.asSlice(0, bytes));
    }

    /** Where the kept pieces of at least this length begin. */
    private int firstOf(long bytes) {
        int low = 0;
        int high = kept.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (kept.get(middle).whole.byteSize() < bytes) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Piece allocate(long bytes) {
        long size = Math.max(1, Math.ceilDiv(bytes, PAGE_BYTES)) * PAGE_BYTES;
        while (!kept.isEmpty() && takenBytes + keptBytes + size > limit) {
            free(kept.removeLast());
        }
        Arena arena = Arena.ofShared();
        try {
            MemorySegment whole = arena.allocate(size, 64);
            return new Piece(arena, whole, whole.asSlice(0, bytes));
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new OutOfMemory("This computer has no " + bytes + " bytes of memory left.");
        }
    }

    /** No thread may use the piece from now on. */
    synchronized void giveBack(Piece piece) {
        long size = piece.whole.byteSize();
        held--;
        used -= piece.bytes();
        takenBytes -= size;
        if (closed || keptBytes + size > KEPT_BYTES) {
            piece.arena.close();
            return;
        }
        kept.add(firstOf(size), piece);
        keptBytes += size;
    }

    /** What holders asked for and have at present. */
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
