package org.distributedbrain.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.Blobs;

/** A file while it is arriving, under a temporary name; closing it removes what was not moved to its final place. */
final class BlobUpload implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    /** Left free on the disk for the database and the results. */
    private static final long RESERVE_BYTES = 64L << 20;

    private final Path part;

    private BlobUpload(Path part) {
        this.part = part;
    }

    /** Reads the bytes to their end onto the disk, and checks length and hash. */
    static BlobUpload receive(Path folder, String sha256, long maxBytes, long announcedBytes, InputStream bytes)
            throws IOException {
        refuseLonger(announcedBytes, maxBytes);
        var free = Files.getFileStore(folder).getUsableSpace() - RESERVE_BYTES;
        if (announcedBytes > free) {
            throw full(announcedBytes + " bytes do not fit: the disk of the data folder has " + Math.max(0, free)
                    + " to spare");
        }
        var upload = new BlobUpload(Files.createTempFile(folder, sha256.substring(0, 8), Blobs.ARRIVING));
        try {
            upload.copy(sha256, maxBytes, bytes);
            return upload;
        } catch (IOException e) {
            upload.close();
            if (isDiskFull(e)) {
                throw full("The disk of the data folder is full");
            }
            throw e;
        } catch (RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    /** The file, whole and on the disk. */
    Path complete() {
        return part;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }

    private void copy(String sha256, long maxBytes, InputStream bytes) throws IOException {
        var digest = sha256();
        var buffer = new byte[BUFFER_BYTES];
        long length = 0;
        try (var file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            for (int read; (read = bytes.read(buffer)) >= 0; length += read) {
                refuseLonger(length + read, maxBytes);
                digest.update(buffer, 0, read);
                for (var rest = ByteBuffer.wrap(buffer, 0, read); rest.hasRemaining(); ) {
                    file.write(rest);
                }
            }
            file.force(true);
        }
        var actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(sha256)) {
            throw new BadInput("The " + length + " bytes that arrived have the SHA-256 " + actual + ", not " + sha256
                    + ": send the file again under the hash of its bytes.");
        }
    }

    private static void refuseLonger(long bytes, long maxBytes) {
        if (bytes > maxBytes) {
            throw new Problem(
                    413,
                    "The file is longer than " + maxBytes
                            + " bytes, the limit for one operand: send a smaller matrix.");
        }
    }

    private static boolean isDiskFull(IOException e) {
        var message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("not enough space");
    }

    private static Problem full(String what) {
        return new Problem(507, what + ": free some space, or start the orchestrator with another --data.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
