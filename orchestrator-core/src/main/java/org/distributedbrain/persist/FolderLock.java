package org.distributedbrain.persist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second orchestrator out: a lock of the operating system on a file, which ends with its process however that ends. The file says
 * which process holds it.
 */
final class FolderLock implements AutoCloseable {
    /** Far behind the process number, because on Windows what is locked cannot be read. */
    private static final long LOCKED_BYTE = 1L << 40;

    /** Held in this process. The system would lend a process its own lock twice, and take both back when one is closed. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param what what is locked, as the sentence names it: "The data folder /home/ada/.distributed-brain"
     * @throws BadInput when another orchestrator holds it
     */
    static FolderLock acquire(Path file, String what) throws IOException {
        Path real = file.toAbsolutePath().normalize();
        if (!HELD_HERE.add(real)) {
            throw inUse(what, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw inUse(what, holder(real));
            }
            locked = true;
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new FolderLock(real, channel);
        } finally {
            if (!locked) {
                release(real, channel);
            }
        }
    }

    private static BadInput inUse(String what, String process) {
        return new BadInput(what + " is in use by another orchestrator (process " + process
                + "): stop it, or choose another with --data.");
    }

    private static String holder(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,20}") ? text : "unknown";
    }

    private static void release(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD_HERE.remove(file);
        }
    }

    /** The file stays: if it were deleted, two orchestrators could each lock one of that name. */
    @Override
    public void close() throws IOException {
        release(file, channel);
    }
}
