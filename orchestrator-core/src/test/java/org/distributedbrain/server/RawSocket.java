package org.distributedbrain.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.distributedbrain.wire.Protocol;

/** A WebSocket by hand, for what a well-behaved client refuses to send. */
final class RawSocket implements AutoCloseable {
    final Socket socket;
    final String handshake;

    /** {@code headers} are added as they are, each ending in CR LF. */
    RawSocket(int port, String headers) throws IOException {
        this(headers, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", port);
    }

    /** With this header, or none, in the place of a proper key. */
    static RawSocket withKey(int port, String key) throws IOException {
        return new RawSocket("", key, port);
    }

    private RawSocket(String headers, String key, int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        send(("GET " + Protocol.PATH + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + key + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        handshake = readHead();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** A masked frame; the mask is zero, which leaves the payload as it is. */
    void frame(int firstByte, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        send(bytes);
    }

    void text(String text) throws IOException {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next frame's first byte and payload. */
    byte[] readFrame() throws IOException {
        InputStream in = socket.getInputStream();
        int first = in.read();
        int length = in.read();
        if (first < 0 || length < 0) {
            throw new IOException("the connection ended");
        }
        long size = length;
        if (length == 126) {
            size = ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff;
        } else if (length == 127) {
            size = ByteBuffer.wrap(in.readNBytes(8)).getLong();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(first);
        all.writeBytes(in.readNBytes((int) size));
        return all.toByteArray();
    }

    /** Skips frames until a close comes; its code, or -1 when the connection ends without one. */
    int awaitClose() {
        try {
            while (true) {
                byte[] frame = readFrame();
                if (frame[0] == (byte) 0x88) {
                    return frame.length < 3
                            ? 1005
                            : ByteBuffer.wrap(frame, 1, 2).getShort() & 0xffff;
                }
            }
        } catch (IOException e) {
            return -1;
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
