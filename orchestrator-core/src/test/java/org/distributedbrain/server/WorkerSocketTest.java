package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.wire.DataFrame;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A worker's whole way, on real sockets. */
class WorkerSocketTest {
    private static final TaskId TASK = new TaskId(17);
    private static final Chunk CHUNK = chunk(2, 3, 2, 5, 6);

    @AutoClose
    private final SocketHarness harness = new SocketHarness();

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
