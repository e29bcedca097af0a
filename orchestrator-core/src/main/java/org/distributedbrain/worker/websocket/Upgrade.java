package org.distributedbrain.worker.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The opening handshake of RFC 6455 §4.1. Offers no extension, so data is never compressed. */
public final class Upgrade {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_ANSWER = 16 * 1024;

    private Upgrade() {}

    /** @throws WebSocketException when the other side does not agree, naming its answer */
    public static void perform(Transport transport, String host, int port, boolean tls, String path)
            throws IOException {
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        String name = host.contains(":") ? "[" + host + "]" : host;
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + (port == (tls ? 443 : 80) ? name : name + ":" + port)
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\n\r\n";
        transport.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        check(answer(transport), key);
    }

    /** The head of the answer, line by line. Read byte by byte, so that nothing of the first frame is taken. */
    private static List<String> answer(Transport transport) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            if (head.length() == MAX_ANSWER || transport.read(one.clear()) < 0) {
                throw new WebSocketException("The other side does not answer like a web server.");
            }
            head.append((char) (one.get(0) & 0xFF));
        }
        return head.toString().lines().toList();
    }

    private static void check(List<String> answer, String key) throws WebSocketException {
        String[] status = answer.getFirst().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new WebSocketException("The other side does not answer like a web server.");
        }
        if (!status[1].equals("101")) {
            throw new WebSocketException(
                    "The other side answered with HTTP status " + status[1].replaceAll("[^0-9]", "?")
                            + " instead of opening a WebSocket; is this the orchestrator's address?");
        }
        String accept = answer.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-accept:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
        if (!accept.equals(expected(key))) {
            throw new WebSocketException("The other side confirmed a WebSocket that was not asked for.");
        }
    }

    private static String expected(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1.", e);
        }
    }
}
