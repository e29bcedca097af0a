package org.distributedbrain.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A certificate and its private key: what a server shows and proves in a TLS handshake. */
public record TlsIdentity(X509Certificate certificate, PrivateKey key) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** SHA-256 of the certificate, 32 bytes as {@code AB:CD:…}: what browsers show, for a person to compare. */
    public String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A certificate that was read can be written, and every Java has SHA-256.", e);
        }
    }

    /** The host names and addresses that it is for, in its order. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> each : alternatives) {
                    Object kind = each.getFirst();
                    if (Integer.valueOf(DNS_NAME).equals(kind)
                            || Integer.valueOf(IP_ADDRESS).equals(kind)) {
                        names.add(String.valueOf(each.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return Set.of(); // it names nothing that can be read, so it is made anew
        }
        return names;
    }

    /** Whether it can be shown for all of these until {@code end}. */
    boolean serves(Set<String> wanted, Instant now, Instant end) {
        return names().containsAll(wanted)
                && !certificate.getNotBefore().toInstant().isAfter(now)
                && !certificate.getNotAfter().toInstant().isBefore(end);
    }

    /** Whether what the key signs, the certificate proves. */
    boolean belongTogether() {
        try {
            byte[] sample = {1, 2, 3};
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** As a store in memory, the way TLS libraries take it. */
    public KeyStore keyStore(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("https", key, password, new Certificate[] {certificate});
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java has PKCS12 stores.", e);
        }
    }

    /** As certificates name it: an IPv6 address in its long form. */
    public static String name(InetAddress address) {
        return address.getHostAddress().split("%", 2)[0];
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "TlsIdentity[" + fingerprint() + "]";
    }
}
