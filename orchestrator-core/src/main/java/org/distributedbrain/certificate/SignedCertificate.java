package org.distributedbrain.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A certificate as it is handed out: its JSON text in a fixed form, the text's SHA-256, and a signature by the installation that made it.
 *
 * @param digest SHA-256 of {@code certificate} as JSON without white space between its parts, in UTF-8
 * @param algorithm {@code Ed25519}
 * @param publicKey X.509 encoding in hexadecimal
 * @param signature of the 32 bytes of the digest, in hexadecimal
 */
public record SignedCertificate(
        Certificate certificate, String digest, String algorithm, String publicKey, String signature) {
    /** No certificate is longer: one of 200,000 chunks, the most that a job has, takes less. */
    public static final long MOST_BYTES = 192L << 20;

    private static final String ALGORITHM = "Ed25519";
    private static final HexFormat HEX = HexFormat.of();
    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** A line for each tile. */
    private static final DefaultPrettyPrinter LINES = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.NONE))
            .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
            .withArrayIndenter(new DefaultIndenter("", "\n"));

    public SignedCertificate {
        Form.texts(certificate, digest, algorithm, publicKey, signature);
    }

    /** Signs. */
    public static SignedCertificate of(Certificate certificate, KeyPair key) {
        byte[] digest = digestOf(certificate);
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key.getPrivate());
            signer.update(digest);
            return new SignedCertificate(
                    certificate,
                    HEX.formatHex(digest),
                    ALGORITHM,
                    HEX.formatHex(key.getPublic().getEncoded()),
                    HEX.formatHex(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java can sign with Ed25519.", e);
        }
    }

    /** As it is written to a file: UTF-8, a line for each tile. */
    public byte[] bytes() {
        return JSON.writer().with(LINES).writeValueAsBytes(this);
    }

    /**
     * Reads what {@link #bytes} wrote; white space between the parts may differ.
     *
     * @throws Misfit when it is no certificate, or its digest or signature does not fit
     */
    public static SignedCertificate read(byte[] utf8) {
        SignedCertificate read;
        try {
            read = JSON.readValue(utf8, SignedCertificate.class);
        } catch (JacksonException e) {
            throw new Misfit("This is no certificate that this version of the Distributed Brain can read, or it was"
                    + " damaged" + place(e.getLocation()) + ".");
        }
        if (read == null) {
            throw new Misfit("This is no certificate: it says null.");
        }
        read.requireWhole(utf8);
        return read;
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private void requireWhole(byte[] text) {
        if (certificate.version() != Certificate.VERSION) {
            throw new Misfit("The certificate is of version " + certificate.version() + "; this program reads version "
                    + Certificate.VERSION + ".");
        }
        byte[] found = digestOf(certificate);
        if (!HEX.formatHex(found).equals(digest)) {
            throw new Misfit("The certificate was changed: its records do not fit its digest.");
        }
        if (!algorithm.equals(ALGORITHM) || !isSigned(found)) {
            throw new Misfit("The certificate was changed: its signature does not fit its records and its key.");
        }
        Spaceless written = new Spaceless(text);
        JSON.writeValue(written, this);
        if (!written.isSame()) {
            throw new Misfit("The certificate was changed: it says the same in another way than it was written.");
        }
    }

    private boolean isSigned(byte[] signed) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(publicKey)));
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed);
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

    private static byte[] digestOf(Certificate certificate) {
        MessageDigest digest = Sha256.digest();
        JSON.writerFor(Certificate.class)
                .writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), certificate);
        return Objects.requireNonNull(digest.digest());
    }
}
