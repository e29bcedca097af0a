package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orchestrator's end of one WebSocket, written by hand from RFC 6455 and docs/protocol.md, so that it shares no code with the worker. */
final class Peer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** Reads the request and answers it with {@code status}; 101 opens the WebSocket. Returns the request's head. */
    String upgrade(int status) throws IOException, GeneralSecurityException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String key = head.toString()
                .lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring(19);
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        String answer = "HTTP/1.1 " + status + " Whatever\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        return head.toString();
    }

    /** A frame as it came. */
    record Frame(int opcode, byte[] payload) {}

    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        assertThat(first & 0xF0)
                .as("last frame of its message, no reserved bits")
                .isEqualTo(0x80);
        assertThat(second & 0x80).as("masked").isEqualTo(0x80);
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame(first & 0x0F, payload);
    }

    /** The next text message that is no heartbeat. */
    JsonNode message() throws IOException {
        while (true) {
            Frame frame = frame();
            assertThat(frame.opcode).as("a text message").isEqualTo(1);
            JsonNode message = JSON.readTree(frame.payload);
            if (!message.get("type").asString().equals("heartbeat")) {
                return message;
            }
        }
    }

    JsonNode message(String type) throws IOException {
        JsonNode message = message();
        assertThat(message.get("type").asString()).as(message.toString()).isEqualTo(type);
        return message;
    }

    /** All result frames of a task, which must follow each other without gaps. */
    float[] result(long task, int values, int maxFrameBytes) throws IOException {
        float[] result = new float[values];
        int offset = 0;
        while (offset < values) {
            Frame frame = frame();
            if (frame.opcode == 1) {
                continue;
            }
            assertThat(frame.payload.length).isLessThanOrEqualTo(maxFrameBytes);
            ByteBuffer data = ByteBuffer.wrap(frame.payload).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(data.getInt()).isEqualTo(0x31464244);
            assertThat(data.getInt()).as("kind 2, flags 0").isEqualTo(2);
            assertThat(data.getLong()).isEqualTo(task);
            assertThat(data.getLong()).isEqualTo(offset);
            int count = data.getInt();
            assertThat(data.getInt()).isZero();
            assertThat(data.remaining()).isEqualTo(4 * count);
            data.asFloatBuffer().get(result, offset, count);
            offset += count;
        }
        return result;
    }

    void text(String json) throws IOException {
        send(true, 1, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** An operand block in frames of at most {@code values} values. */
    void operand(long block, float[] content, int values) throws IOException {
        for (int offset = 0; offset < content.length; offset += values) {
            int count = Math.min(values, content.length - offset);
            send(true, 2, operandFrame(block, offset, content, offset, count));
        }
    }

    static byte[] operandFrame(long block, long offset, float[] content, int from, int count) {
        ByteBuffer data = ByteBuffer.allocate(32 + 4 * count).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0x31464244)
                .putInt(1)
                .putLong(block)
                .putLong(offset)
                .putInt(count)
                .putInt(0);
        data.asFloatBuffer().put(content, from, count);
        return data.array();
    }

    /** One frame; {@code last} false begins or continues a fragmented message. */
    void send(boolean last, int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.write(126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(payload);
        out.write(frame.toByteArray());
    }

    void close(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        send(
                true,
                8,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** The end of the stream, or a reset. */
    boolean isGone() {
        try {
            while (in.read() >= 0) {
                // What was still under way.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Breaks the connection without a goodbye. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
