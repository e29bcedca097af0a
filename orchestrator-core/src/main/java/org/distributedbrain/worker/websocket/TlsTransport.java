package org.distributedbrain.worker.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** TLS over a connected socket, with the certificate checked against the host's name. Copies through two small heap buffers. */
final class TlsTransport implements Transport {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] readBuffer = new byte[BUFFER_BYTES];
    private final byte[] writeBuffer = new byte[BUFFER_BYTES];

    private TlsTransport(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * Does the TLS handshake as a client of {@code host}.
     *
     * @param fingerprint of the only certificate that is trusted, or null for those that this computer trusts
     * @throws SSLException when the certificate is not trusted, saying what to do
     */
    static TlsTransport handshake(Socket connected, String host, int port, @Nullable String fingerprint)
            throws IOException {
        SSLSocketFactory factory = fingerprint == null
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : PinnedCertificate.sockets(fingerprint);
        SSLSocket socket = (SSLSocket) factory.createSocket(connected, host, port, true);
        if (fingerprint == null) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        try {
            socket.startHandshake();
        } catch (SSLHandshakeException e) {
            throw new SSLException(
                    fingerprint == null
                            ? "this computer does not trust the certificate of " + host
                                    + "; give its fingerprint (--fingerprint), which brain invite shows, or use the http address"
                            : "the certificate of " + host + " is not the one with the fingerprint that was given ("
                                    + e.getMessage() + ")",
                    e);
        }
        return new TlsTransport(socket);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int read = in.read(readBuffer, 0, Math.min(readBuffer.length, target.remaining()));
        if (read > 0) {
            target.put(readBuffer, 0, read);
        }
        return read;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            int count = Math.min(writeBuffer.length, source.remaining());
            source.get(writeBuffer, 0, count);
            out.write(writeBuffer, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
