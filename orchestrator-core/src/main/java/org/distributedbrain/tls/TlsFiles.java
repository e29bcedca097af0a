package org.distributedbrain.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.SecretFile;

/**
 * Keeps the certificate and its key in the data folder, in PEM: {@code https.crt}, which may be given to anybody, and {@code https.key}, which
 * only its owner may read. A new one is made when the old one lacks a name or nears its end. It keeps the names of networks that this computer
 * was in before, so that going back and forth between two networks does not make every device ask again.
 */
public final class TlsFiles {
    public static final String CERTIFICATE = "https.crt";
    public static final String KEY = "https.key";

    /** Longer than most runs. */
    static final Duration LEFT = Duration.ofDays(90);

    private static final int MOST_NAMES = 40;
    private static final int MOST_BYTES = 20_000;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;

    public TlsFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * One that is for all of these names and addresses for months to come.
     *
     * @throws BadInput when it cannot be stored
     */
    public synchronized TlsIdentity identity(Set<String> names, Instant now) {
        Optional<TlsIdentity> kept = read();
        if (kept.isPresent() && kept.get().serves(names, now, now.plus(LEFT))) {
            return kept.get();
        }
        Set<String> all = new LinkedHashSet<>(names);
        kept.ifPresent(old -> old.names().stream()
                .limit(Math.max(0, MOST_NAMES - names.size()))
                .forEach(all::add));
        TlsIdentity made = SelfSigned.make(all, now);
        try {
            SecretFile.write(folder.resolve(KEY), pem("PRIVATE KEY", made.key().getEncoded()));
            Files.writeString(
                    folder.resolve(CERTIFICATE),
                    pem("CERTIFICATE", made.certificate().getEncoded()));
        } catch (IOException e) {
            throw new BadInput(
                    "The certificate for https cannot be stored in " + folder + " (" + e.getMessage()
                            + "): make room there and see that it may be written.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was made can be written.", e);
        }
        return made;
    }

    /** Nothing where there is none, or none that can be used: nobody misses it, a new one is made. */
    private Optional<TlsIdentity> read() {
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder()
                            .decode(text(KEY)
                                    .replaceAll("-----[A-Z ]+-----", "")
                                    .strip())));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(text(CERTIFICATE).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new TlsIdentity(certificate, key)).filter(TlsIdentity::belongTogether);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String text(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is too long");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
