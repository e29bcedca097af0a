package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.wire.DataFrame;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which blocks travel to a worker and how, on real sockets. */
class OperandsOnTheWayTest {
    private static final TaskId TASK = new TaskId(17);
    private static final Chunk CHUNK = chunk(2, 3, 2, 5, 6);

    @AutoClose
    private final SocketHarness harness = new SocketHarness();

    @Test
    void a_block_the_worker_holds_is_not_sent_again() {
        WireClient worker = harness.register();
        WorkerLink link = harness.link(worker);
        link.sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        link.sendChunk(
                new TaskId(18),
                chunk(2, 3, 2, 9, 6),
                List.of(content(chunk(2, 3, 2, 9, 6).a(), 1)));
        worker.awaitTexts("compute_task", 2);
        List<byte[]> frames = worker.awaitFrames(3);
        assertThat(frames.stream().map(f -> id(f))).containsExactly(5L, 6L, 9L);
    }

    @Test
    void a_generated_block_goes_out_as_its_place_and_is_held_like_one_that_was_sent() {
        WireClient worker = harness.register();
        WorkerLink link = harness.link(worker);
        link.sendChunk(
                TASK,
                CHUNK,
                List.of(content(CHUNK.a(), 1)),
                List.of(new GeneratedBlock(CHUNK.b(), Long.MIN_VALUE, 40)));
        link.sendChunk(new TaskId(18), chunk(2, 3, 2, 5, 6), List.of());
        List<JsonNode> tasks = worker.awaitTexts("compute_task", 2);
        assertThat(tasks.getFirst().get("a").has("generate")).isFalse();
        assertThat(tasks.getFirst().get("b").get("generate"))
                .isEqualTo(JsonMapper.shared()
                        .readTree(
                                "{\"generator\":\"philox4x32-10\",\"seed\":\"-9223372036854775808\",\"operand\":\"B\","
                                        + "\"firstRow\":0,\"firstCol\":0,\"stride\":40}"));
        assertThat(tasks.getLast().get("b").has("generate")).isFalse();
        assertThat(worker.awaitFrames(1).stream().map(f -> id(f))).containsExactly(5L);
    }

    @Test
    void a_large_block_travels_in_frames_without_gaps() {
        WireClient worker = harness.register();
        Chunk chunk = chunk(600, 1000, 1, 1, 2);
        harness.link(worker).sendChunk(TASK, chunk, List.of(content(chunk.a(), 0), content(chunk.b(), 0)));
        List<byte[]> frames = worker.awaitFrames(4);
        long next = 0;
        for (byte[] bytes : frames.subList(0, 3)) {
            ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            DataFrame header = DataFrame.read(frame, DataFrame.Kind.OPERAND);
            assertThat(header.id()).isEqualTo(1);
            assertThat(header.offset()).isEqualTo(next);
            assertThat(frame.getFloat(32)).isEqualTo((float) next);
            next += header.count();
            assertThat(frame.getFloat(bytes.length - 4)).isEqualTo((float) (next - 1));
        }
        assertThat(next).isEqualTo(600_000);
    }

    @Test
    void a_chunk_meant_for_an_earlier_connection_is_handed_back() {
        WireClient worker = harness.register();
        harness.link(worker).sendChunk(TASK, CHUNK, List.of());
        assertThat(harness.events.await1(Event.TaskFailed.class).task()).isEqualTo(TASK);
        assertThat(worker.textsOf("compute_task")).isEmpty();
    }

    private static long id(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    }
}
