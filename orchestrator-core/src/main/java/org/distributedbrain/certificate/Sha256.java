package org.distributedbrain.certificate;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal. */
final class Sha256 {
    private static final int AT_ONCE = 1 << 20;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    static String of(byte[] bytes) {
        return hex(digest().digest(bytes));
    }

    /** Of all bytes of a file. */
    static String of(Path file) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer some = ByteBuffer.allocate(AT_ONCE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(some) >= 0) {
                digest.update(some.flip());
                some.clear();
            }
        }
        return hex(digest.digest());
    }

    static String of(MemorySegment values) {
        MessageDigest digest = digest();
        add(digest, values);
        return hex(digest.digest());
    }

    static void add(MessageDigest digest, MemorySegment values) {
        for (long at = 0; at < values.byteSize(); at += AT_ONCE) {
            digest.update(values.asSlice(at, Math.min(AT_ONCE, values.byteSize() - at))
                    .asByteBuffer());
        }
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
