package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.util.List;
import java.util.stream.Stream;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.GoldenFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of docs/protocol.md §7 that is about messages: the error that is said, the code that closes, and nothing left behind. */
class ProtocolViolationsTest {
    @ParameterizedTest
    @MethodSource("invalidExamples")
    void golden_violations_end_with_their_error_and_code(GoldenFrames.Case golden) {
        var given = golden.field("given");
        var frameLimit = given.get("maxFrameBytes");
        try (SocketHarness harness = frameLimit == null
                        ? new SocketHarness()
                        : new SocketHarness(Limits.withFrames(frameLimit.intValue()));
                WireClient worker = given.get("registered").booleanValue() ? harness.register() : harness.connect()) {
            given.get("outstanding").values().forEach(it -> {
                Chunk chunk = chunk(
                        it.get("rows").intValue(),
                        it.get("inner").intValue(),
                        it.get("cols").intValue(),
                        5,
                        6);
                harness.link(worker)
                        .sendChunk(
                                new TaskId(it.get("task").longValue()),
                                chunk,
                                List.of(content(chunk.a(), 1), content(chunk.b(), 1)));
                worker.awaitText("compute_task");
            });
            var announced = given.get("announced");
            if (!announced.isNull()) {
                long task = announced.get("task").longValue();
                worker.send("{\"type\":\"task_complete\",\"task\":" + task + ",\"computeMs\":1,\"bytes\":"
                        + announced.get("bytes") + "}");
                int received = announced.get("valuesReceived").intValue();
                if (received > 0) {
                    worker.send(WireClient.result(task, 0, new float[received]), true);
                }
            }
            if (golden.isText()) {
                worker.send(golden.text());
            } else {
                worker.send(golden.bytes(), true);
            }

            worker.awaitEnd(golden.error(), golden.close());
            await().until(() -> harness.returned.openNow() == 0 && harness.socket.size() == 0);
            assertThat(harness.events.of(Event.ChunkReturned.class)).isEmpty();
            if (given.get("registered").booleanValue()) {
                assertThat(harness.events.await1(Event.WorkerLeft.class).clean())
                        .isFalse();
            } else {
                assertThat(harness.events.all).isEmpty();
            }
        }
    }

    static Stream<GoldenFrames.Case> invalidExamples() {
        return GoldenFrames.all().filter(c -> !c.valid());
    }

    @Test
    void text_over_64_kib_is_too_big_and_just_64_kib_is_not() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            String heartbeat = "{\"type\":\"heartbeat\"}";
            worker.send(heartbeat + " ".repeat(65_536 - heartbeat.length()));
            worker.awaitText("heartbeat_ack");
            worker.send(heartbeat + " ".repeat(65_537 - heartbeat.length()));
            assertThat(worker.awaitEnd("too_big", 1009)).contains("65536");
        }
    }

    @Test
    void endless_text_in_fragments_is_refused_before_it_is_gathered() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            for (int i = 0; i < 3; i++) {
                worker.sendPart(" ".repeat(30_000), false);
            }
            worker.awaitEnd("too_big", 1009);
        }
    }

    @Test
    void a_frame_over_the_limit_is_too_big_and_one_at_the_limit_is_not() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            int max = SocketHarness.LIMITS.maxFrameBytes();
            int values = (max - DataFrame.HEADER_BYTES) / 4;
            Chunk chunk = chunk(values + 1, 1, 1, 5, 6);
            harness.link(worker).sendChunk(new TaskId(1), chunk, List.of(content(chunk.a(), 1), content(chunk.b(), 1)));
            worker.awaitText("compute_task");
            worker.send(
                    "{\"type\":\"task_complete\",\"task\":1,\"computeMs\":1,\"bytes\":" + chunk.resultBytes() + "}");
            worker.send(WireClient.result(1, 0, new float[values]), true);
            worker.send(WireClient.result(1, values, 1), true);
            harness.events.await1(Event.ChunkReturned.class);
            worker.send(
                    "{\"type\":\"task_complete\",\"task\":1,\"computeMs\":1,\"bytes\":" + chunk.resultBytes() + "}");
            worker.send(WireClient.result(1, 0, new float[values + 1]), true);
            assertThat(worker.awaitEnd("too_big", 1009)).contains(Integer.toString(max));
        }
    }

    @Test
    void a_result_announced_before_the_last_is_complete_is_out_of_order() {
        try (SocketHarness harness = new SocketHarness()) {
            WireClient worker = harness.register();
            Chunk chunk = chunk(2, 3, 2, 5, 6);
            harness.link(worker).sendChunk(new TaskId(1), chunk, List.of(content(chunk.a(), 1), content(chunk.b(), 1)));
            harness.link(worker).sendChunk(new TaskId(2), chunk, List.of());
            worker.awaitTexts("compute_task", 2);
            worker.send("{\"type\":\"task_complete\",\"task\":1,\"computeMs\":1,\"bytes\":16}");
            worker.send("{\"type\":\"task_complete\",\"task\":2,\"computeMs\":1,\"bytes\":16}");
            assertThat(worker.awaitEnd("out_of_order", 1008)).contains("Task 2", "task 1");
            await().until(() -> harness.returned.openNow() == 0);
        }
    }
}
