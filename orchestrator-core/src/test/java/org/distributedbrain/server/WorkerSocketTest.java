package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.wire.DataFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker's whole way, on real sockets. */
class WorkerSocketTest {
    private static final TaskId TASK = new TaskId(17);
    private static final Chunk CHUNK = chunk(2, 3, 2, 5, 6);

    private final SocketHarness harness = new SocketHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void a_task_goes_out_and_its_result_comes_back() {
        WireClient worker = harness.connect();
        worker.send(SocketHarness.registration(",\"name\":\"Anna\\u0007's\",\"deviceKind\":\"phone\",\"later\":{}"));
        var ack = worker.awaitText("registration_ack");
        assertThat(ack.get("workerId").stringValue()).isEqualTo("w-1");
        assertThat(ack.get("workerSecret").stringValue()).isEqualTo("secret of w-1");
        assertThat(ack.get("name").stringValue()).isEqualTo("Anna's");
        assertThat(ack.get("protocol").intValue()).isEqualTo(1);
        assertThat(ack.get("maxFrameBytes").intValue()).isEqualTo(4 << 20);
        var joined = harness.events.await1(Event.WorkerJoined.class).profile();
        assertThat(joined.id()).isEqualTo(new WorkerId("w-1"));
        assertThat(joined.address()).isEqualTo("127.0.0.1");
        assertThat(joined.kernels()).containsExactly("matmul");
        assertThat(joined.maxBlockBytes()).isEqualTo(1_048_576);

        WorkerLink link = harness.link(worker);
        link.sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        var task = worker.awaitText("compute_task");
        assertThat(task.toString())
                .isEqualTo("{\"type\":\"compute_task\",\"task\":17,\"job\":\"" + Chunks.JOB
                        + "\",\"chunk\":0,\"kernel\":\"matmul\",\"rows\":2,\"inner\":3,\"cols\":2,"
                        + "\"a\":{\"block\":5,\"rows\":2,\"cols\":3},\"b\":{\"block\":6,\"rows\":3,\"cols\":2}}");
        List<byte[]> frames = worker.awaitFrames(2);
        assertFrame(frames.get(0), 5, 1, 2, 3, 4, 5, 6);
        assertFrame(frames.get(1), 6, 7, 8, 9, 10, 11, 12);

        worker.send("{\"type\":\"task_started\",\"task\":17}");
        worker.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":0.25,\"bytes\":16}");
        worker.send(WireClient.result(17, 0, 58, 64, 139), true);
        worker.send("{\"type\":\"heartbeat\"}");
        worker.send(WireClient.result(17, 3, 154), true);
        harness.events.await1(Event.ChunkReturned.class);
        WorkerId id = new WorkerId("w-1");
        assertThat(harness.events.all)
                .endsWith(
                        new Event.TaskStarted(id, TASK),
                        new Event.TaskComputed(id, TASK, 0.25),
                        new Event.ChunkReturned(id, TASK));
        assertThat(harness.returned.floats(TASK)).containsExactly(58, 64, 139, 154);

        link.acceptResult(TASK);
        link.releaseOperands(List.of(new BlockId(5), new BlockId(6)));
        assertThat(worker.awaitText("result_accepted").get("task").intValue()).isEqualTo(17);
        assertThat(worker.awaitText("release_operands").get("blocks").toString())
                .isEqualTo("[5,6]");
        worker.awaitText("heartbeat_ack");

        worker.send("{\"type\":\"leave\",\"reason\":\"closed by its owner\"}");
        assertThat(harness.events.await1(Event.WorkerLeft.class))
                .isEqualTo(new Event.WorkerLeft(id, true, "closed by its owner"));
        worker.leave();
        assertThat(worker.awaitClose()).isEqualTo(1000);
        assertThat(harness.socket.size()).isZero();
        assertThat(harness.events.of(Event.WorkerLeft.class)).hasSize(1);
    }

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
    void what_a_worker_says_of_its_cache_and_generators_reaches_the_core() {
        WireClient worker = harness.connect();
        worker.send(
                SocketHarness.registration(",\"cacheBytes\":5000,\"generators\":[\"philox4x32-10\",\"later-one\"]"));
        harness.link(worker);
        WorkerProfile profile =
                harness.events.of(Event.WorkerJoined.class).getFirst().profile();
        assertThat(profile.cacheBytes()).isEqualTo(5_000);
        assertThat(profile.generators()).containsExactlyInAnyOrder("philox4x32-10", "later-one");
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
    void a_lost_connection_is_reported_once_and_not_as_a_goodbye() {
        WireClient worker = harness.register();
        harness.link(worker).sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        worker.awaitFrames(2);
        worker.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":1,\"bytes\":16}");
        worker.send(WireClient.result(17, 0, 1, 2), true);
        harness.events.await1(Event.TaskComputed.class);
        worker.vanish();
        assertThat(harness.events.await1(Event.WorkerLeft.class).clean()).isFalse();
        assertThat(harness.returned.openNow()).isZero();
        harness.link(worker).acceptResult(TASK);
        assertThat(harness.events.of(Event.WorkerLeft.class)).hasSize(1);
    }

    @Test
    void a_worker_that_comes_back_keeps_its_identity_and_gets_no_secret() {
        WireClient first = harness.register();
        first.leave();
        harness.events.await1(Event.WorkerLeft.class);
        WireClient again = harness.connect();
        again.send(SocketHarness.registration(",\"workerId\":\"w-1\",\"workerSecret\":\"secret of w-1\""));
        var ack = again.awaitText("registration_ack");
        assertThat(ack.get("workerId").stringValue()).isEqualTo("w-1");
        assertThat(ack.has("workerSecret")).isFalse();
    }

    @Test
    void a_wrong_secret_gives_a_new_identity() {
        harness.register();
        WireClient liar = harness.connect();
        liar.send(SocketHarness.registration(",\"workerId\":\"w-1\",\"workerSecret\":\"a guess\""));
        assertThat(liar.workerId()).isEqualTo("w-2");
    }

    @Test
    void the_older_of_two_connections_of_one_identity_is_closed_and_falls_silent() {
        WireClient older = harness.register();
        harness.link(older).sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        older.awaitFrames(2);
        older.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":1,\"bytes\":16}");
        harness.events.await1(Event.TaskComputed.class);
        WireClient newer = harness.connect();
        newer.send(SocketHarness.registration(",\"workerId\":\"w-1\",\"workerSecret\":\"secret of w-1\""));
        newer.awaitText("registration_ack");

        older.awaitEnd("replaced", 4004);
        await().until(() -> harness.returned.openNow() == 0);
        assertThat(harness.events.of(Event.WorkerJoined.class)).hasSize(2);
        assertThat(harness.events.of(Event.WorkerLeft.class)).isEmpty();
        harness.link(newer).acceptResult(TASK);
        newer.awaitText("result_accepted");
        newer.leave();
        assertThat(harness.events.await1(Event.WorkerLeft.class).worker()).isEqualTo(new WorkerId("w-1"));
    }

    @Test
    void a_chunk_meant_for_an_earlier_connection_is_handed_back() {
        WireClient worker = harness.register();
        harness.link(worker).sendChunk(TASK, CHUNK, List.of());
        assertThat(harness.events.await1(Event.TaskFailed.class).task()).isEqualTo(TASK);
        assertThat(worker.textsOf("compute_task")).isEmpty();
    }

    @Test
    void a_failed_task_is_handed_back_and_late_words_about_it_are_ignored() {
        WireClient worker = harness.register();
        harness.link(worker).sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        worker.awaitFrames(2);
        worker.send("{\"type\":\"task_failed\",\"task\":17,\"reason\":\"out_of_memory\",\"message\":\"8 MiB\"}");
        worker.send("{\"type\":\"task_failed\",\"task\":17,\"reason\":\"internal\"}");
        worker.send("{\"type\":\"task_started\",\"task\":17}");
        worker.send("{\"type\":\"heartbeat\"}");
        worker.awaitText("heartbeat_ack");
        assertThat(harness.events.of(Event.TaskFailed.class))
                .containsExactly(new Event.TaskFailed(new WorkerId("w-1"), TASK, "out_of_memory: 8 MiB"));
        assertThat(harness.events.of(Event.TaskStarted.class)).isEmpty();
    }

    @Test
    void an_announced_length_that_is_not_the_tasks_is_rejected_before_any_memory_is_taken() {
        WireClient worker = harness.register();
        harness.link(worker).sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        worker.awaitFrames(2);
        worker.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":1,\"bytes\":9007199254740991}");
        worker.send(WireClient.result(17, 0, 1, 2, 3, 4), true);
        var rejected = worker.awaitText("result_rejected");
        assertThat(rejected.get("reason").stringValue()).isEqualTo("invalid");
        assertThat(rejected.get("message").stringValue()).contains("16 bytes", "9007199254740991");
        assertThat(harness.events.await1(Event.TaskFailed.class).task()).isEqualTo(TASK);
        assertThat(harness.returned.opened).hasValue(0);
        assertThat(worker.isOpen()).isTrue();
    }

    @Test
    void thousands_of_late_results_are_answered_and_skipped() {
        WireClient worker = harness.register();
        harness.link(worker).sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        worker.awaitFrames(2);
        for (int i = 0; i < 3_000; i++) {
            worker.send("{\"type\":\"task_complete\",\"task\":" + (100 + i) + ",\"computeMs\":1,\"bytes\":12}");
            worker.send(WireClient.result(100 + i, 0, 1, 2, 3), true);
        }
        assertThat(worker.awaitTexts("result_rejected", 3_000))
                .allSatisfy(t -> assertThat(t.get("reason").stringValue()).isEqualTo("late"));
        assertThat(harness.returned.opened).hasValue(0);
        worker.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":1,\"bytes\":16}");
        worker.send(WireClient.result(17, 0, 1, 2, 3, 4), true);
        harness.events.await1(Event.ChunkReturned.class);
        assertThat(harness.returned.floats(TASK)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void the_same_result_a_second_time_is_late() {
        WireClient worker = harness.register();
        harness.link(worker).sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        for (int i = 0; i < 2; i++) {
            worker.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":1,\"bytes\":16}");
            worker.send(WireClient.result(17, 0, 1 + i, 2, 3, 4), true);
        }
        assertThat(worker.awaitText("result_rejected").get("reason").stringValue())
                .isEqualTo("late");
        assertThat(harness.events.of(Event.ChunkReturned.class)).hasSize(1);
        assertThat(harness.returned.floats(TASK)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_cancelled_result_on_its_way_is_skipped_and_its_room_freed() {
        WireClient worker = harness.register();
        WorkerLink link = harness.link(worker);
        link.sendChunk(TASK, CHUNK, List.of(content(CHUNK.a(), 1), content(CHUNK.b(), 7)));
        link.sendChunk(new TaskId(18), CHUNK, List.of());
        worker.send("{\"type\":\"task_complete\",\"task\":17,\"computeMs\":1,\"bytes\":16}");
        worker.send(WireClient.result(17, 0, 1, 2), true);
        harness.events.await1(Event.TaskComputed.class);
        link.cancelTask(TASK);
        worker.awaitText("cancel_task");
        assertThat(harness.returned.openNow()).isZero();
        // The worker may stop in the middle and go on with the next result, or send the rest.
        worker.send(WireClient.result(17, 2, 3), true);
        worker.send("{\"type\":\"task_complete\",\"task\":18,\"computeMs\":1,\"bytes\":16}");
        worker.send(WireClient.result(18, 0, 5, 6, 7, 8), true);
        assertThat(harness.events.await1(Event.ChunkReturned.class).task()).isEqualTo(new TaskId(18));
        assertThat(worker.isOpen()).isTrue();
    }

    @Test
    void signs_of_life_reach_the_core_at_most_about_once_a_second() {
        WireClient worker = harness.register();
        for (int i = 0; i < 500; i++) {
            worker.send("{\"type\":\"heartbeat\"}");
        }
        worker.awaitTexts("heartbeat_ack", 500);
        assertThat(harness.events.heard.size()).isLessThan(100);
        worker.ping("anyone there?");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            worker.ping("x");
            return !harness.events.heard.isEmpty();
        });
    }

    @Test
    void shutting_down_tells_every_worker_to_come_back_later() {
        WireClient worker = harness.register();
        harness.socket.close();
        assertThat(worker.awaitClose()).isEqualTo(1001);
        assertThat(harness.events.await1(Event.WorkerLeft.class).clean()).isTrue();
    }

    @Test
    void a_worker_is_closed_with_the_code_that_the_core_gives() {
        WireClient worker = harness.register();
        harness.link(worker).close(4006, "The operator removed this worker.");
        assertThat(worker.awaitEnd("removed", 4006)).isEqualTo("The operator removed this worker.");
        harness.events.await1(Event.WorkerLeft.class);
    }

    private static long id(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    }

    private static void assertFrame(byte[] bytes, long block, float... values) {
        ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        DataFrame header = DataFrame.read(frame, DataFrame.Kind.OPERAND);
        assertThat(header).isEqualTo(new DataFrame(DataFrame.Kind.OPERAND, block, 0, values.length));
        float[] got = new float[values.length];
        for (int i = 0; i < got.length; i++) {
            got[i] = frame.getFloat();
        }
        assertThat(got).containsExactly(values);
    }
}
