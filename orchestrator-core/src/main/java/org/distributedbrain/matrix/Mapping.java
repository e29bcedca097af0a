package org.distributedbrain.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file in memory, read-only, and the open file it came from where that must live as long. Unmapping waits for writes to sockets
 * or files that are under way, which hold the memory for the length of one system call.
 */
final class Mapping implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment values;
    private final @Nullable FileChannel owned;

    private Mapping(FileChannel channel, long offset, long bytes, boolean owned) throws IOException {
        try {
            this.values = plain(channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes, arena), arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
        this.owned = owned ? channel : null;
    }

    /**
     * The same memory with the same lifetime, as a segment of the class that other memory outside the heap has: loops that meet two classes run at about half
     * their speed, because the compiler prepares them for both.
     */
    private static MemorySegment plain(MemorySegment mapped, Arena arena) {
        return mapped.reinterpret(arena, null).asReadOnly();
    }

    /** Maps a part of a file that the caller opened and will close. */
    static Mapping of(FileChannel channel, long offset, long bytes) throws IOException {
        return new Mapping(channel, offset, bytes, false);
    }

    /** Maps the beginning of a file and closes it, too, when it is unmapped. */
    static Mapping owning(FileChannel channel, long bytes) throws IOException {
        return new Mapping(channel, 0, bytes, true);
    }

    MemorySegment values() {
        return values;
    }

    @Override
    public void close() {
        unmap();
        if (owned != null) {
            try {
                owned.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void unmap() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                arena.close();
                return;
            } catch (IllegalStateException stillInUse) {
                if (System.nanoTime() > deadline) {
                    throw stillInUse;
                }
                LockSupport.parkNanos(200_000);
            }
        }
    }
}
