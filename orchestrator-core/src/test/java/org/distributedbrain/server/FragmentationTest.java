package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.nio.ByteBuffer;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.junit.jupiter.api.Test;

/** However a worker cuts its messages, the values arrive whole. */
class FragmentationTest {
    private static final float[] VALUES = {58, 64, -0f, Float.NaN, 154};

    @Test
    void a_result_frame_may_be_cut_in_two_at_every_byte() {
        ByteBuffer frame = WireClient.result(0, 0, VALUES);
        try (SocketHarness harness = new SocketHarness();
                WireClient worker = harness.register()) {
            for (int cut = 0; cut <= frame.remaining(); cut++) {
                ByteBuffer whole = announce(harness, worker, cut + 1);
                worker.send(whole.slice(0, cut), false);
                worker.send(whole.slice(cut, whole.remaining() - cut), true);
            }
            int results = frame.remaining() + 1;
            harness.events.awaitCount(Event.ChunkReturned.class, results);
            for (int task = 1; task <= results; task++) {
                assertThat(harness.returned.floats(new TaskId(task))).containsExactly(VALUES);
            }
        }
    }

    @Test
    void a_result_frame_may_come_byte_by_byte_with_text_before_and_after() {
        try (SocketHarness harness = new SocketHarness();
                WireClient worker = harness.register()) {
            ByteBuffer whole = announce(harness, worker, 1);
            worker.send("{\"type\":\"heartbeat\"}");
            for (int i = 0; i < whole.remaining(); i++) {
                worker.send(whole.slice(i, 1), i == whole.remaining() - 1);
                worker.ping("in between");
            }
            worker.sendPart("{\"type\":\"hear", false);
            worker.sendPart("", false);
            worker.sendPart("tbeat\"}", true);
            harness.events.await1(Event.ChunkReturned.class);
            assertThat(harness.returned.floats(new TaskId(1))).containsExactly(VALUES);
            worker.awaitTexts("heartbeat_ack", 2);
        }
    }

    private static ByteBuffer announce(SocketHarness harness, WireClient worker, int task) {
        Chunk chunk = chunk(VALUES.length, 1, 1, 2L * task, 2L * task + 1);
        harness.link(worker).sendChunk(new TaskId(task), chunk, List.of(content(chunk.a(), 1), content(chunk.b(), 1)));
        worker.awaitTexts("compute_task", task);
        worker.send("{\"type\":\"task_complete\",\"task\":" + task + ",\"computeMs\":1,\"bytes\":" + 4 * VALUES.length
                + "}");
        return WireClient.result(task, 0, VALUES);
    }
}
