package org.distributedbrain.loop;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What returned values are, in a few characters. */
final class Digests {
    private Digests() {}

    /** 64 characters {@code 0-9 a-f}. */
    static String sha256(MemorySegment values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(values.asByteBuffer());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
