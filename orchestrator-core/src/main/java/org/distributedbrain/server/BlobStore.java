package org.distributedbrain.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distributedbrain.job.BadInput;

/**
 * Operand files that came over HTTP, each under the SHA-256 of its bytes. A file is there whole or not at all. One that no accepted job
 * has used yet is on approval: it goes when the submission it came for is refused, or when none comes within an hour. Those in use belong
 * to their jobs and stay.
 */
final class BlobStore {
    private static final List<String> ENDINGS = List.of(".npy", ".csv");
    private static final long APPROVAL_NANOS = Duration.ofHours(1).toNanos();

    private final Path folder;
    private final long maxBytes;
    private final Map<String, Approval> onApproval = new HashMap<>();

    BlobStore(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        try {
            Files.createDirectories(folder);
            try (var leftovers = Files.newDirectoryStream(folder, "*" + BlobUpload.ENDING)) {
                for (var file : leftovers) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new BadInput(
                    folder + " cannot be written: make it writable, or choose another data folder with --data.", e);
        }
    }

    /** An operand file, and the name that its owner gave it. */
    record Blob(Path file, String name) {}

    /** Takes in a file of that name and hash, of {@code announcedBytes} or -1 for unknown; false when it was there already. */
    boolean put(String sha256, String name, long announcedBytes, InputStream bytes) throws IOException {
        expire();
        if (claim(sha256)) {
            return false;
        }
        try (var upload = BlobUpload.receive(folder, sha256, maxBytes, announcedBytes, bytes)) {
            return admit(upload, sha256, name);
        }
    }

    synchronized Optional<Blob> find(String sha256) {
        return ENDINGS.stream()
                .map(ending -> folder.resolve(sha256 + ending))
                .filter(Files::exists)
                .findFirst()
                .map(file -> new Blob(file, nameOf(sha256, file)));
    }

    /** A job uses it from now on. */
    synchronized void keep(String sha256) {
        onApproval.remove(sha256);
    }

    /** The submission that it came for was refused. */
    synchronized void refuse(String sha256) throws IOException {
        var approval = onApproval.get(sha256);
        if (approval != null && --approval.claims <= 0) {
            onApproval.remove(sha256);
            delete(sha256);
        }
    }

    private synchronized boolean claim(String sha256) {
        if (find(sha256).isEmpty()) {
            return false;
        }
        var approval = onApproval.get(sha256);
        if (approval != null) {
            approval.claims++;
        }
        return true;
    }

    private synchronized boolean admit(BlobUpload upload, String sha256, String name) throws IOException {
        if (claim(sha256)) {
            return false; // the same file came twice at once
        }
        var ending = name.toLowerCase(java.util.Locale.ROOT).endsWith(".npy") ? ".npy" : ".csv";
        upload.moveTo(folder.resolve(sha256 + ending));
        onApproval.put(sha256, new Approval(name, System.nanoTime()));
        return true;
    }

    private synchronized void expire() throws IOException {
        var now = System.nanoTime();
        for (var entry : List.copyOf(onApproval.entrySet())) {
            if (now - entry.getValue().sinceNanos > APPROVAL_NANOS) {
                onApproval.remove(entry.getKey());
                delete(entry.getKey());
            }
        }
    }

    private void delete(String sha256) throws IOException {
        for (var ending : ENDINGS) {
            Files.deleteIfExists(folder.resolve(sha256 + ending));
        }
    }

    private String nameOf(String sha256, Path file) {
        var approval = onApproval.get(sha256);
        return approval != null
                ? approval.name
                : sha256.substring(0, 8)
                        + file.toString().substring(file.toString().lastIndexOf('.'));
    }

    /** A file that no job uses yet, with the number of submissions that may come for it. */
    private static final class Approval {
        final String name;
        final long sinceNanos;
        int claims = 1;

        Approval(String name, long sinceNanos) {
            this.name = name;
            this.sinceNanos = sinceNanos;
        }
    }
}
