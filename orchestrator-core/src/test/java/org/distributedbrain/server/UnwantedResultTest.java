package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.loop.WorkerLink;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Results that a worker fails to give or that nobody waits for, on real sockets. */
class UnwantedResultTest {
    private static final TaskId TASK = new TaskId(17);
    private static final Chunk CHUNK = chunk(2, 3, 2, 5, 6);

    @AutoClose
    private final SocketHarness harness = new SocketHarness();

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
}
