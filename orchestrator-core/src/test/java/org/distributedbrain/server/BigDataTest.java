package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.DataFrame;
import org.junit.jupiter.api.Test;

/** 64 MiB each way, value by value, without the heap seeing them: what is allocated meanwhile is a small part of what travels. */
class BigDataTest {
    private static final int N = 4096;
    private static final long BYTES = 4L * N * N;
    private static final long ALLOWED = 16L << 20;

    @Test
    void operands_travel_without_passing_through_the_heap() throws Exception {
        Chunk chunk = chunk(N, N, 1, 5, 6);
        var a = content(chunk.a(), 0);
        var b = content(chunk.b(), 0);
        try (SocketHarness harness = new SocketHarness();
                RawSocket worker = registered(harness)) {
            byte[] buffer = new byte[BlockFragments.FRAGMENT_BYTES];
            ByteBuffer floats = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
            DataInputStream in = new DataInputStream(worker.socket.getInputStream());
            long before = allocated();
            harness.link("w-1").sendChunk(new TaskId(1), chunk, List.of(a, b));
            assertThat(in.readByte()).as("compute_task").isEqualTo((byte) 0x81);
            in.readFully(buffer, 0, length(in));

            long values = 0;
            long wrong = 0;
            while (values < (long) N * N) {
                int size = frame(in, buffer);
                DataFrame header = DataFrame.readHeader(ByteBuffer.wrap(buffer, 0, size), DataFrame.Kind.OPERAND);
                assertThat(header.offset()).isEqualTo(values);
                // A short frame comes with its header in one piece, a long one in several.
                int at = DataFrame.HEADER_BYTES;
                for (long left = header.count(); left > 0; left--, at += 4) {
                    if (at == size) {
                        size = frame(in, buffer);
                        at = 0;
                    }
                    wrong += floats.getFloat(at) == values++ ? 0 : 1;
                }
            }
            assertThat(wrong).isZero();
            assertThat(allocated() - before).isLessThan(ALLOWED);
        }
    }

    @Test
    void results_travel_without_passing_through_the_heap() throws Exception {
        Chunk chunk = chunk(N, 1, N, 5, 6);
        try (SocketHarness harness = new SocketHarness();
                RawSocket worker = registered(harness)) {
            harness.link("w-1").sendChunk(new TaskId(1), chunk, List.of(content(chunk.a(), 0), content(chunk.b(), 0)));
            int values = (SocketHarness.LIMITS.maxFrameBytes() - DataFrame.HEADER_BYTES) / 4;
            byte[] message = new byte[14 + DataFrame.HEADER_BYTES + 4 * values];
            worker.text("{\"type\":\"task_complete\",\"task\":1,\"computeMs\":1,\"bytes\":" + BYTES + "}");
            long before = allocated();
            for (long offset = 0; offset < BYTES / 4; offset += values) {
                int count = (int) Math.min(values, BYTES / 4 - offset);
                ByteBuffer frame = ByteBuffer.wrap(message).order(ByteOrder.BIG_ENDIAN);
                frame.put((byte) 0x82)
                        .put((byte) 0xFF)
                        .putLong(DataFrame.HEADER_BYTES + 4L * count)
                        .putInt(0);
                new DataFrame(DataFrame.Kind.RESULT, 1, offset, count).writeTo(frame);
                frame.order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < count; i++) {
                    frame.putFloat(offset + i);
                }
                worker.socket.getOutputStream().write(message, 0, frame.position());
            }
            harness.events.await1(Event.ChunkReturned.class);
            assertThat(allocated() - before).isLessThan(ALLOWED);
            float[] got = harness.returned.floats(new TaskId(1));
            for (int i = 0; i < got.length; i++) {
                if (got[i] != i) {
                    assertThat(got[i]).as("value " + i).isEqualTo(i);
                }
            }
        }
    }

    private static RawSocket registered(SocketHarness harness) throws IOException {
        RawSocket worker = new RawSocket(harness.port(), "");
        worker.text(SocketHarness.registration());
        worker.readFrame();
        return worker;
    }

    /** Reads one WebSocket frame of binary data into the buffer; how long it is. */
    private static int frame(DataInputStream in, byte[] buffer) throws IOException {
        assertThat(in.readByte() & 0x7F).isIn(0x00, 0x02);
        int size = length(in);
        in.readFully(buffer, 0, size);
        return size;
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readByte();
        return length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
    }

    /** Bytes ever allocated on the heap by all threads. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }
}
