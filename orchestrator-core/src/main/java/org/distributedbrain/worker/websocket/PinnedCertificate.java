package org.distributedbrain.worker.websocket;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts one certificate, known by its SHA-256, whatever name it is for, and no other. */
final class PinnedCertificate extends X509ExtendedTrustManager {
    private final byte[] expected;

    private PinnedCertificate(byte[] expected) {
        this.expected = expected;
    }

    /** @param fingerprint 64 hexadecimal digits, perhaps with colons between */
    static SSLSocketFactory sockets(String fingerprint) {
        try {
            byte[] expected =
                    HexFormat.of().parseHex(fingerprint.replace(":", "").strip().toLowerCase(Locale.ROOT));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedCertificate(expected)}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has TLS.", e);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        try {
            byte[] shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
            if (!MessageDigest.isEqual(shown, expected)) {
                throw new CertificateException("its certificate has another fingerprint, which begins with "
                        + HexFormat.ofDelimiter(":").withUpperCase().formatHex(shown, 0, 4));
            }
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
