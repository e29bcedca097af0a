package org.distributedbrain.persist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;

/** Small files that only their owner may read, replaced as a whole or not at all. */
public final class SecretFile {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22,64}");

    private SecretFile() {}

    /** The secret in {@code file}; when there is none yet, a new one of that many bits is made. */
    static String readOrMake(Path file, int bits) throws IOException {
        if (!Files.exists(file)) {
            return renew(file, bits);
        }
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return read(file);
    }

    static String renew(Path file, int bits) throws IOException {
        String secret = Secrets.random(bits);
        write(file, secret + "\n");
        return secret;
    }

    /** @throws BadInput when what is in the file is no secret of ours */
    static String read(Path file) throws IOException {
        String secret = Files.size(file) > 1_000
                ? ""
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!SECRET.matcher(secret).matches()) {
            throw new BadInput("The file " + file
                    + " should hold 22 to 64 letters, digits, '-' or '_' and holds something else: delete it, and a new one"
                    + " is made when the orchestrator starts.");
        }
        return secret;
    }

    /** Replaces the file, or makes it, for its owner alone. */
    public static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        FileAttribute<?>[] ownerOnly = isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(part, options, ownerOnly)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
