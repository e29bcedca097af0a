package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.distributedbrain.server.Chunks.chunk;
import static org.distributedbrain.server.Chunks.content;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.loop.WorkerLink;
import org.junit.jupiter.api.Test;

/** A worker that does not read what it is sent is closed; nobody waits for it and others are served. */
class SlowReaderTest {
    private static final Chunk BIG = chunk(4096, 4096, 1, 5, 6);
    private static final SocketLimits HASTY = Limits.impatient(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofSeconds(60));

    @Test
    void who_takes_nothing_for_too_long_is_closed_with_4005() throws Exception {
        try (SocketHarness harness = new SocketHarness(HASTY);
                RawSocket slow = new RawSocket(harness.port(), "")) {
            slow.text(SocketHarness.registration());
            slow.readFrame();
            WorkerLink link = harness.link("w-1");
            link.sendChunk(new TaskId(1), BIG, List.of(content(BIG.a(), 0), content(BIG.b(), 0)));

            WireClient other = harness.register();
            Chunk small = chunk(1, 1, 1, 7, 8);
            harness.link(other).sendChunk(new TaskId(2), small, List.of(content(small.a(), 1), content(small.b(), 1)));
            other.awaitFrames(2);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !harness.socket.links().reading(List.of(new BlockId(6))));
            // Only what its system had taken already is still there to be read; then comes the close, if it reads in
            // time.
            assertThat(slow.awaitClose()).isIn(4005, -1);
            assertThat(harness.events.await1(Event.WorkerLeft.class)).satisfies(left -> {
                assertThat(left.worker()).isEqualTo(new WorkerId("w-1"));
                assertThat(left.clean()).isFalse();
            });
            await().until(() -> !harness.socket.links().reading(List.of(new BlockId(5), new BlockId(6))));
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void messages_that_nobody_reads_do_not_pile_up() throws Exception {
        try (SocketHarness harness = new SocketHarness(HASTY);
                RawSocket slow = new RawSocket(harness.port(), "")) {
            slow.text(SocketHarness.registration());
            slow.readFrame();
            WorkerLink link = harness.link("w-1");
            for (int i = 0; i < 200_000; i++) {
                link.rejectResult(new TaskId(i), "late", "Too late, by far, and once more with many words.");
            }
            assertThat(harness.events.await1(Event.WorkerLeft.class).reason()).contains("waiting for this worker");
        }
    }

    @Test
    void released_blocks_are_not_sent_any_more() throws Exception {
        try (SocketHarness harness = new SocketHarness();
                RawSocket worker = new RawSocket(harness.port(), "")) {
            worker.text(SocketHarness.registration());
            worker.readFrame();
            WorkerLink link = harness.link("w-1");
            link.sendChunk(new TaskId(1), BIG, List.of(content(BIG.a(), 0), content(BIG.b(), 0)));
            link.cancelTask(new TaskId(1));
            link.releaseOperands(List.of(new BlockId(5), new BlockId(6)));
            link.acceptResult(new TaskId(99));
            long bytes = 0;
            byte[] frame = worker.readFrame();
            while (!new String(frame, StandardCharsets.ISO_8859_1).contains("result_accepted")) {
                bytes += frame.length;
                frame = worker.readFrame();
            }
            assertThat(bytes).isLessThan(8L << 20);
            await().until(() -> !harness.socket.links().reading(List.of(new BlockId(5), new BlockId(6))));
            worker.text("{\"type\":\"heartbeat\"}");
            assertThat(new String(worker.readFrame(), StandardCharsets.UTF_8)).contains("heartbeat_ack");
        }
    }
}
