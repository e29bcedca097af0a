package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.kernel.mandelbrot.GoldenMandelbrot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What the worker does with tiles of kernels without operands, over a real socket. */
@Timeout(240)
class NativeWorkerTilesTest {
    private static final Map<String, String> ENDLESS =
            Map.of("digits", "40", "re", "-1" + "0".repeat(158), "im", "1", "step", "1", "iterations", "10000000");

    @AutoClose
    private final JoinedWorker joined;

    private final Peer peer;
    private final JsonNode registration;

    NativeWorkerTilesTest() throws Exception {
        joined = JoinedWorker.join(NativeWorkerOptions.defaults().withThreads(3).withMemoryBytes(16 << 20));
        peer = joined.peer();
        registration = joined.registration();
    }

    @Test
    void it_announces_every_kernel_it_has() {
        assertThat(StreamSupport.stream(registration.get("kernels").spliterator(), false)
                        .map(JsonNode::asString))
                .contains("matmul", "mandelbrot");
    }

    @Test
    void golden_tiles_come_back_bit_for_bit() throws Exception {
        List<GoldenMandelbrot.Case> golden = GoldenMandelbrot.all().toList();
        for (int i = 0; i < golden.size(); i++) {
            GoldenMandelbrot.Case tile = golden.get(i);
            peer.text(task(i, "mandelbrot", tile.place(), tile.parameters()));
            assertThat(finish(i, tile.counts().length)).as(tile.toString()).isEqualTo(tile.counts());
        }
    }

    @Test
    void a_tile_is_cancelled_while_it_computes() throws Exception {
        GoldenMandelbrot.Case tile = GoldenMandelbrot.all().findFirst().orElseThrow();
        peer.text(task(1, "mandelbrot", new Place(0, 500, 0, 500), ENDLESS));
        peer.message("task_started");
        peer.text("{'type':'cancel_task','task':1}");
        peer.text(task(2, "mandelbrot", tile.place(), tile.parameters()));

        // The first would take hours.
        assertThat(finish(2, tile.counts().length)).isEqualTo(tile.counts());
    }

    @Test
    void a_kernel_it_does_not_have_is_refused() throws Exception {
        peer.text(task(5, "collatz", new Place(0, 1, 0, 1), Map.of()));

        JsonNode failed = peer.message("task_failed");
        assertThat(failed.get("task").intValue()).isEqualTo(5);
        assertThat(failed.get("reason").asString()).isEqualTo("unsupported");
        assertThat(failed.get("message").asString()).contains("matmul, mandelbrot");
    }

    @Test
    void parameters_that_the_kernel_cannot_take_are_refused_and_the_next_task_is_done() throws Exception {
        GoldenMandelbrot.Case tile = GoldenMandelbrot.all().findFirst().orElseThrow();
        peer.text(task(1, "mandelbrot", new Place(0, 40, 0, 40), Map.of("digits", "99")));
        peer.text(task(2, "mandelbrot", tile.place(), tile.parameters()));

        peer.message("task_started");
        JsonNode failed = peer.message("task_failed");
        assertThat(failed.get("reason").asString()).isEqualTo("unsupported");
        assertThat(failed.get("message").asString()).contains("'digits'").contains("99");
        assertThat(finish(2, tile.counts().length)).isEqualTo(tile.counts());
    }

    @Test
    void a_result_that_does_not_fit_is_handed_back() throws Exception {
        peer.text(task(1, "mandelbrot", new Place(0, 1_000_000, 0, 1_000_000), ENDLESS));

        peer.message("task_started");
        assertThat(peer.message("task_failed").get("reason").asString()).isEqualTo("out_of_memory");
    }

    private int[] finish(long task, int values) throws Exception {
        assertThat(peer.message("task_started").get("task").longValue()).isEqualTo(task);
        JsonNode complete = peer.message("task_complete");
        assertThat(complete.get("task").longValue()).isEqualTo(task);
        assertThat(complete.get("bytes").longValue()).isEqualTo(4L * values);
        float[] result = peer.result(task, values, FakeOrchestrator.MAX_FRAME_BYTES);
        int[] counts = new int[values];
        for (int i = 0; i < values; i++) {
            counts[i] = Float.floatToRawIntBits(result[i]);
        }
        return counts;
    }

    private static String task(long task, String kernel, Place place, Map<String, String> parameters) {
        return "{'type':'compute_task','task':%d,'job':'j','chunk':0,'kernel':'%s','firstRow':%d,'rows':%d,'firstCol':%d,'cols':%d,'parameters':{%s}}"
                .formatted(
                        task,
                        kernel,
                        place.firstRow(),
                        place.rows(),
                        place.firstCol(),
                        place.cols(),
                        parameters.entrySet().stream()
                                .map(entry -> "'" + entry.getKey() + "':'" + entry.getValue() + "'")
                                .collect(Collectors.joining(",")));
    }
}
