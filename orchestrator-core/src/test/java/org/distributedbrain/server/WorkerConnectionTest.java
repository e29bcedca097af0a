package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.time.Duration;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who a connection is and how it ends, on real sockets. */
class WorkerConnectionTest {
    private static final TaskId TASK = new TaskId(17);
    private static final Chunk CHUNK = chunk(2, 3, 2, 5, 6);

    @AutoClose
    private final SocketHarness harness = new SocketHarness();

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
    void a_pause_and_its_end_reach_the_core_in_order() {
        WireClient worker = harness.register();
        worker.send("{\"type\":\"pause\"}");
        worker.send("{\"type\":\"resume\"}");
        WorkerId id = new WorkerId("w-1");
        harness.events.await1(Event.WorkerResumed.class);
        assertThat(harness.events.all).endsWith(new Event.WorkerPaused(id), new Event.WorkerResumed(id));
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
}
