package org.distributedbrain.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's identity on disk, readable by its owner only; one file per orchestrator, so that no other orchestrator gets to see the secret. Locked
 * while a worker uses it: a second worker on this computer keeps no identity instead of pushing the first one out.
 */
final class IdentityFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityFile.class);
    private static final int MAX_BYTES = 4096;

    private final @Nullable FileChannel channel;

    private IdentityFile(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** The file for the orchestrator at {@code url}; one that keeps nothing when {@code folder} is null, unusable or in use. */
    static IdentityFile open(@Nullable Path folder, JoinUrl url) {
        if (folder == null) {
            return new IdentityFile(null);
        }
        Path file = folder.resolve("worker-" + url.address().replaceAll("[^A-Za-z0-9.-]", "_"));
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    ownerOnly(folder));
            if (isMine(channel)) {
                return new IdentityFile(channel);
            }
            channel.close();
            LOG.info("Another worker of this computer uses {}; this one gets an identity of its own.", file);
        } catch (IOException e) {
            LOG.warn("{} cannot be used, so this worker will be a new one next time: {}", file, e.toString());
        }
        return new IdentityFile(null);
    }

    private static boolean isMine(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Nullable Identity read() {
        if (channel == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
                // Until the end of the file.
            }
            List<String> lines = StandardCharsets.UTF_8
                    .decode(bytes.flip())
                    .toString()
                    .lines()
                    .toList();
            boolean whole =
                    lines.size() == 2 && lines.stream().allMatch(line -> !line.isBlank() && line.length() <= 200);
            return whole ? new Identity(lines.get(0), lines.get(1)) : null;
        } catch (IOException e) {
            LOG.warn("The worker's identity cannot be read: {}", e.toString());
            return null;
        }
    }

    void write(Identity identity) {
        if (channel == null) {
            return;
        }
        try {
            ByteBuffer bytes =
                    StandardCharsets.UTF_8.encode(identity.workerId() + "\n" + identity.workerSecret() + "\n");
            channel.truncate(0);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.force(true);
        } catch (IOException e) {
            LOG.warn("The worker's identity cannot be kept: {}", e.toString());
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("Closing the identity file", e);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
