package org.distributedbrain.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A certificate as it is handed out: its JSON text in a fixed form, the text's SHA-256, and a signature of the text by the installation that made it.
 *
 * @param digest SHA-256 of {@code certificate} as JSON without white space between its parts, in UTF-8
 * @param algorithm {@code Ed25519}
 * @param publicKey X.509 encoding in hexadecimal
 * @param signature of the same bytes as the digest's, in hexadecimal
 */
public record SignedCertificate(
        Certificate certificate, String digest, String algorithm, String publicKey, String signature) {
    private static final String ALGORITHM = "Ed25519";
    private static final HexFormat HEX = HexFormat.of();
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Signs. */
    public static SignedCertificate of(Certificate certificate, KeyPair key) {
        byte[] text = canonical(certificate);
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key.getPrivate());
            signer.update(text);
            return new SignedCertificate(
                    certificate,
                    Sha256.of(text),
                    ALGORITHM,
                    HEX.formatHex(key.getPublic().getEncoded()),
                    HEX.formatHex(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java can sign with Ed25519.", e);
        }
    }

    /** As it is written to a file. */
    public String text() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /**
     * Reads what {@link #text} wrote; white space between the parts may differ.
     *
     * @throws Misfit when it is no certificate, or its digest or signature does not fit
     */
    public static SignedCertificate read(byte[] utf8) {
        String text;
        SignedCertificate read;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            read = JSON.readValue(text, SignedCertificate.class);
        } catch (JacksonException | CharacterCodingException | NullPointerException e) {
            throw new Misfit("This is no certificate of the Distributed Brain, or it was damaged: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".");
        }
        read.requireWhole(text);
        return read;
    }

    private void requireWhole(String text) {
        if (certificate.version() != Certificate.VERSION) {
            throw new Misfit("The certificate is of version " + certificate.version() + "; this program reads version "
                    + Certificate.VERSION + ".");
        }
        byte[] canonical = canonical(certificate);
        if (!Sha256.of(canonical).equals(digest)) {
            throw new Misfit("The certificate was changed: its records do not fit its digest.");
        }
        if (!algorithm.equals(ALGORITHM) || !isSigned(canonical)) {
            throw new Misfit("The certificate was changed: its signature does not fit its records and its key.");
        }
        if (!withoutSpace(text).equals(withoutSpace(text()))) {
            throw new Misfit("The certificate was changed: it says the same in another way than it was written.");
        }
    }

    private boolean isSigned(byte[] canonical) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(publicKey)));
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(canonical);
            return verifier.verify(bytes(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException unless it is lower-case hexadecimal: one text for the same bytes, no other */
    private static byte[] bytes(String hex) {
        byte[] bytes = HEX.parseHex(hex);
        if (!HEX.formatHex(bytes).equals(hex)) {
            throw new IllegalArgumentException("not in lower case");
        }
        return bytes;
    }

    /** The SHA-256 of the public key, by which people know an installation. */
    public String fingerprint() {
        return Sha256.of(HEX.parseHex(publicKey));
    }

    private static byte[] canonical(Certificate certificate) {
        return JSON.writeValueAsString(certificate).getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutSpace(String json) {
        StringBuilder text = new StringBuilder(json.length());
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && inString && i + 1 < json.length()) {
                text.append(c).append(json.charAt(++i));
                continue;
            }
            inString ^= c == '"';
            if (inString || !(c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
