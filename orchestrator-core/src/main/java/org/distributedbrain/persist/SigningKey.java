package org.distributedbrain.persist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.distributedbrain.job.BadInput;

/** The Ed25519 key with which this installation signs certificates, in a file that only its owner may read: private key, public key, a line each. */
final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int MOST_BYTES = 1_000;

    private SigningKey() {}

    /** @throws BadInput when what is in the file is no such key */
    static KeyPair readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            KeyPair made = make();
            HexFormat hex = HexFormat.of();
            SecretFile.write(
                    file,
                    hex.formatHex(made.getPrivate().getEncoded()) + "\n"
                            + hex.formatHex(made.getPublic().getEncoded()) + "\n");
            return made;
        }
        try {
            List<String> lines = Files.size(file) > MOST_BYTES
                    ? List.of("")
                    : Files.readString(file, StandardCharsets.ISO_8859_1)
                            .lines()
                            .toList();
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            HexFormat hex = HexFormat.of();
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(hex.parseHex(lines.get(1)))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(hex.parseHex(lines.get(0)))));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadInput(
                    "The file " + file
                            + " should hold the key that certificates are signed with and holds something else:"
                            + " put it back from a copy, or delete it, and a new one is made.",
                    e);
        }
    }

    private static KeyPair make() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has Ed25519.", e);
        }
    }
}
