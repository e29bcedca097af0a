package org.distributedbrain.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A certificate as it is handed out: its JSON text in a fixed form, the text's SHA-256 piece by piece, so that it can be said where it was changed, and
 * a signature by the installation that made it.
 *
 * @param algorithm {@code Ed25519}
 * @param publicKey X.509 encoding in hexadecimal
 * @param signature of the 32 bytes that are the SHA-256 of the digests' bytes, first the one of the job and then those of the tiles; in hexadecimal
 */
public record SignedCertificate(
        Certificate certificate, Digests digests, String algorithm, String publicKey, String signature) {
    /** No certificate is longer: one of 200,000 chunks, the most that a job has, takes less. */
    public static final long MOST_BYTES = 192L << 20;

    private static final String ALGORITHM = "Ed25519";
    private static final HexFormat HEX = HexFormat.of();
    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** All of them begin so; what does not is not parsed. What is said twice, or in another order, is found when it is compared with what should be written. */
    private static final byte[] BEGINNING = "{\"certificate\":{\"of\":\"".getBytes(StandardCharsets.US_ASCII);

    /** A line for each tile. */
    private static final DefaultPrettyPrinter LINES = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.NONE))
            .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
            .withArrayIndenter(new DefaultIndenter("", "\n"));

    /**
     * SHA-256 of JSON without white space between its parts, in UTF-8.
     *
     * @param job of {@code certificate} as if it had no tiles: {@code "tiles":[]}
     * @param tiles of each element of {@code tiles}
     */
    public record Digests(String job, List<String> tiles) {
        public Digests {
            Form.hash(job);
            tiles = List.copyOf(tiles);
            tiles.forEach(Form::hash);
        }

        static Digests of(Certificate certificate) {
            return new Digests(
                    hash(JSON.writerFor(Certificate.class), certificate.head()),
                    certificate.tiles().stream()
                            .map(tile -> hash(JSON.writer(), tile))
                            .toList());
        }

        private static String hash(ObjectWriter writer, Object value) {
            MessageDigest digest = Sha256.digest();
            writer.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), value);
            return Sha256.hex(digest.digest());
        }

        /** What is signed. */
        private byte[] all() {
            MessageDigest digest = Sha256.digest();
            digest.update(HEX.parseHex(job));
            tiles.forEach(tile -> digest.update(HEX.parseHex(tile)));
            return digest.digest();
        }
    }

    public SignedCertificate {
        Form.texts(certificate, digests, algorithm, publicKey, signature);
    }

    /** Signs. */
    public static SignedCertificate of(Certificate certificate, KeyPair key) {
        Digests digests = Digests.of(certificate);
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key.getPrivate());
            signer.update(digests.all());
            return new SignedCertificate(
                    certificate,
                    digests,
                    ALGORITHM,
                    HEX.formatHex(key.getPublic().getEncoded()),
                    HEX.formatHex(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java can sign with Ed25519.", e);
        }
    }

    /** As it is written to a file: UTF-8, a line for each tile. */
    public byte[] bytes() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        JSON.writer().with(LINES).writeValue(text, this);
        text.write('\n');
        return text.toByteArray();
    }

    /**
     * Reads what {@link #bytes} wrote; white space between the parts may differ.
     *
     * @throws Misfit when it is no certificate, or its digest or signature does not fit
     */
    public static SignedCertificate read(byte[] utf8) {
        Spaceless text = new Spaceless(utf8);
        for (byte b : BEGINNING) {
            text.write(b);
        }
        if (!text.isBeginning()) {
            throw new Misfit("This is no certificate of the Distributed Brain: it does not begin as one.");
        }
        SignedCertificate read;
        try {
            read = JSON.readValue(utf8, SignedCertificate.class);
        } catch (JacksonException e) {
            throw new Misfit("This is no certificate that this version of the Distributed Brain can read, or it was"
                    + " damaged" + place(e.getLocation()) + ".");
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
        requireSame(Digests.of(certificate));
        if (!algorithm.equals(ALGORITHM) || !isSigned(digests.all())) {
            throw new Misfit("The certificate was changed: its signature does not fit its digests and its key.");
        }
        Spaceless written = new Spaceless(text);
        JSON.writeValue(written, this);
        if (!written.isSame()) {
            throw new Misfit("The certificate was changed: it says the same in another way than it was written.");
        }
    }

    private void requireSame(Digests found) {
        if (!found.job().equals(digests.job())) {
            throw new Misfit("The certificate was changed: what it says of the whole job (seeds, inputs, result, times)"
                    + " does not fit its digest.");
        }
        if (found.tiles().size() != digests.tiles().size()) {
            throw new Misfit("The certificate was changed: it has "
                    + found.tiles().size() + " tiles and "
                    + digests.tiles().size() + " digests of tiles.");
        }
        for (int i = 0; i < found.tiles().size(); i++) {
            if (!found.tiles().get(i).equals(digests.tiles().get(i))) {
                throw new Misfit("The certificate was changed: its record of the tile at "
                        + Tiling.text(certificate.tiles().get(i).place()) + " does not fit its digest.");
            }
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
}
