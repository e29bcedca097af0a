package org.distributedbrain.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.worker.websocket.FrameHeader;
import org.distributedbrain.worker.websocket.WebSocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
    private final List<String> found = new ArrayList<>();
    private long values;

    private final FrameParser parser = new FrameParser(new FrameParser.Found() {
        @Override
        public void text(String text) {
            found.add("text " + text);
        }

        @Override
        public void ping(byte[] payload) {
            found.add("ping " + payload.length);
        }

        @Override
        public void close(byte[] payload) {
            found.add("close " + payload.length);
        }

        @Override
        public void values(DataFrame frame, long bytes, boolean last) {
            values += bytes;
            if (last) {
                found.add("block " + frame.id() + " from " + frame.offset() + ": " + values);
                values = 0;
            }
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 31, 100, 100_000})
    void frames_are_found_however_their_bytes_come(int piece) throws Exception {
        ByteBuffer all = ByteBuffer.allocate(200_000);
        frame(all, FrameHeader.TEXT, true, "hello".getBytes(StandardCharsets.UTF_8));
        byte[] operand = new byte[DataFrame.HEADER_BYTES + 4 * 20_000];
        new DataFrame(DataFrame.Kind.OPERAND, 7, 3, 20_000).writeTo(ByteBuffer.wrap(operand));
        frame(all, FrameHeader.BINARY, false, Arrays.copyOf(operand, 32));
        frame(all, FrameHeader.PING, true, new byte[4]);
        frame(all, FrameHeader.CONTINUATION, true, Arrays.copyOfRange(operand, 32, operand.length));
        frame(all, FrameHeader.TEXT, false, "he".getBytes(StandardCharsets.UTF_8));
        frame(all, FrameHeader.CONTINUATION, true, "y".getBytes(StandardCharsets.UTF_8));
        frame(all, FrameHeader.TEXT, true, new byte[0]);
        frame(all, FrameHeader.CLOSE, true, new byte[2]);
        all.flip();
        while (all.hasRemaining()) {
            int count = Math.min(piece, all.remaining());
            parser.take(all.slice(all.position(), count));
            all.position(all.position() + count);
        }
        assertThat(found)
                .containsExactly("text hello", "ping 4", "block 7 from 3: 80000", "text hey", "text ", "close 2");
    }

    @Test
    void what_no_server_sends_is_refused() {
        ByteBuffer masked = ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> parser.take(masked))
                .isInstanceOf(WebSocketException.class)
                .hasMessageContaining("masked true");
    }

    private static void frame(ByteBuffer target, int opcode, boolean last, byte[] payload) {
        target.put((byte) (opcode | (last ? 0x80 : 0)));
        if (payload.length < 126) {
            target.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            target.put((byte) 126).putShort((short) payload.length);
        } else {
            target.put((byte) 127).putLong(payload.length);
        }
        target.put(payload);
    }
}
