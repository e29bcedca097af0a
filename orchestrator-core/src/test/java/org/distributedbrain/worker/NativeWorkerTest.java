package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.distributedbrain.job.Operand;
import org.distributedbrain.matrix.SyntheticBlock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the worker does with tasks, over a real socket. */
@Timeout(240)
class NativeWorkerTest {
    private static final long MEMORY = 16L << 20;

    private final SplittableRandom random = new SplittableRandom(3);

    @AutoClose
    private final JoinedWorker joined;

    private final Peer peer;
    private final JsonNode registration;

    NativeWorkerTest() throws Exception {
        joined = JoinedWorker.join(
                NativeWorkerOptions.defaults().withName("Thing").withThreads(2).withMemoryBytes(MEMORY));
        peer = joined.peer();
        registration = joined.registration();
    }

    @Test
    void it_introduces_itself_as_the_protocol_asks() {
        assertThat(registration.get("protocol").intValue()).isEqualTo(1);
        assertThat(registration.get("joinKey").asString()).isEqualTo("k3y");
        assertThat(registration.get("name").asString()).isEqualTo("Thing");
        assertThat(registration.has("workerId")).isFalse();
        assertThat(registration.get("engine").asString()).isIn("vector", "blas");
        assertThat(registration.get("device").asString()).contains("2 threads").contains("lanes");
        assertThat(registration.get("kernels").get(0).asString()).isEqualTo("matmul");
        assertThat(registration.get("maxBlockBytes").longValue()).isEqualTo(MEMORY / 4);
        assertThat(registration.get("memoryBytes").longValue()).isBetween(MEMORY / 4, MEMORY);
        assertThat(registration.get("cacheBytes").longValue()).isEqualTo(MEMORY / 2);
        assertThat(registration.get("generators").get(0).asString()).isEqualTo("philox4x32-10");
    }

    @ParameterizedTest(name = "{0}×{1} · {1}×{2}")
    @CsvSource({"1,1,1", "1,300,1", "7,5,3", "1,9,1000", "1000,2,1", "64,64,64", "65,129,33", "100,257,101"})
    void products_of_every_shape_come_back(int rows, int inner, int cols) throws Exception {
        float[] a = values(rows * inner);
        float[] b = values(inner * cols);
        peer.text(task(17, rows, inner, cols, 5, 6));
        peer.operand(5, a, 1016);
        peer.operand(6, b, 777);

        assertThat(peer.message("task_started").get("task").longValue()).isEqualTo(17);
        JsonNode complete = peer.message("task_complete");
        float[] c = peer.result(17, rows * cols, FakeOrchestrator.MAX_FRAME_BYTES);

        assertThat(complete.get("task").longValue()).isEqualTo(17);
        assertThat(complete.get("bytes").longValue()).isEqualTo(4L * rows * cols);
        assertThat(complete.get("computeMs").doubleValue()).isNotNegative();
        assertProduct(c, a, b, rows, inner, cols);
    }

    @Test
    void a_block_that_it_can_make_itself_needs_no_frames_and_is_held_like_any_other() throws Exception {
        float[] a = values(3 * 700);
        peer.text(generating(task(1, 3, 700, 90, 10, 20), 20, -7, 11, 13, 200));
        peer.operand(10, a, 1_000);
        float[] b = made(-7, 700, 90, 11, 13, 200);
        finish(1, a, b, 3, 700, 90);

        float[] a2 = values(2 * 700);
        peer.text("{'type':'release_operands','blocks':[10]}");
        peer.text(task(2, 2, 700, 90, 11, 20));
        peer.operand(11, a2, 1_000);
        finish(2, a2, b, 2, 700, 90);

        peer.text("{'type':'release_operands','blocks':[20]}");
        peer.text(generating(task(3, 2, 700, 90, 11, 20), 20, 8, 0, 0, 90));
        finish(3, a2, made(8, 700, 90, 0, 0, 90), 2, 700, 90);
    }

    @Test
    void a_block_of_a_cancelled_task_is_made_for_the_next_one() throws Exception {
        float[] a = values(4);
        peer.text(generating(task(1, 2, 2, 2, 1, 2), 2, 5, 1, 1, 9));
        peer.text("{'type':'cancel_task','task':1}");
        peer.operand(1, a, 4);
        peer.text(task(2, 2, 2, 2, 1, 2));

        finish(2, a, made(5, 2, 2, 1, 1, 9), 2, 2, 2);
    }

    @Test
    void a_generator_it_does_not_have_is_refused() throws Exception {
        peer.text(generating(task(1, 1, 1, 1, 1, 2), 2, 5, 0, 0, 1).replace("philox4x32-10", "dice"));

        JsonNode failed = peer.message("task_failed");
        assertThat(failed.get("reason").asString()).isEqualTo("unsupported");
        assertThat(failed.get("message").asString()).contains("philox4x32-10");
    }

    @Test
    void a_block_serves_several_tasks_until_it_is_released() throws Exception {
        float[] a = values(12);
        float[] b = values(20);
        peer.text(task(1, 3, 4, 5, 10, 20));
        peer.operand(10, a, 100);
        peer.operand(20, b, 100);
        finish(1, a, b, 3, 4, 5);

        float[] a2 = values(8);
        peer.text("{'type':'release_operands','blocks':[10,99]}");
        peer.text(task(2, 2, 4, 5, 11, 20));
        peer.operand(11, a2, 100);
        finish(2, a2, b, 2, 4, 5);

        float[] b2 = values(28);
        peer.text("{'type':'release_operands','blocks':[20]}");
        peer.text(task(3, 2, 4, 7, 11, 20));
        peer.operand(20, b2, 100);
        finish(3, a2, b2, 2, 4, 7);
    }

    @Test
    void a_block_may_be_a_right_and_a_left_factor() throws Exception {
        float[] x = values(49);
        float[] y = values(49);
        peer.text(task(1, 7, 7, 7, 1, 2));
        peer.operand(1, x, 100);
        peer.operand(2, y, 100);
        finish(1, x, y, 7, 7, 7);

        peer.text(task(2, 7, 7, 7, 2, 1));
        finish(2, y, x, 7, 7, 7);
        peer.text(task(3, 7, 7, 7, 2, 2));
        finish(3, y, y, 7, 7, 7);
    }

    @Test
    void a_task_that_is_complete_does_not_wait_for_one_that_is_not() throws Exception {
        float[] a = values(4);
        float[] b = values(4);
        peer.text(task(1, 2, 2, 2, 1, 2));
        peer.text(task(2, 2, 2, 2, 3, 4));
        peer.operand(3, a, 100);
        peer.operand(4, b, 100);

        finish(2, a, b, 2, 2, 2);
    }

    @Test
    void of_a_cancelled_task_nothing_is_sent() throws Exception {
        float[] a = values(4);
        float[] b = values(4);
        peer.text(task(1, 2, 2, 2, 1, 2));
        peer.operand(1, a, 100);
        peer.text("{'type':'cancel_task','task':1}");
        peer.operand(2, b, 100);
        peer.text(task(2, 2, 2, 2, 1, 2));

        finish(2, a, b, 2, 2, 2);
    }

    @Test
    void a_large_task_is_cancelled_while_it_computes() throws Exception {
        int size = 700;
        float[] large = values(size * size);
        peer.text(task(1, size, size, size, 1, 1));
        peer.operand(1, large, 100_000);
        peer.message("task_started");
        peer.text("{'type':'release_operands','blocks':[1]}");
        float[] a = values(1);
        peer.text(task(2, 1, 1, 1, 2, 2));
        peer.operand(2, a, 1);

        JsonNode next = peer.message();
        while (next.get("task").longValue() == 1) {
            // Computing may have ended just before the cancellation came.
            assertThat(next.get("type").asString()).isEqualTo("task_complete");
            peer.result(1, size * size, FakeOrchestrator.MAX_FRAME_BYTES);
            next = peer.message();
        }
        if (next.get("type").asString().equals("task_started")) { // or that came between frames of the first result
            next = peer.message();
        }
        assertThat(next.get("type").asString()).isEqualTo("task_complete");
        assertThat(next.get("task").longValue()).isEqualTo(2);
        assertThat(peer.result(2, 1, 100)[0]).isEqualTo(a[0] * a[0]);
    }

    @Test
    void what_does_not_fit_into_memory_is_handed_back() throws Exception {
        peer.text(task(1, 3000, 3000, 1, 1, 2));

        JsonNode failed = peer.message("task_failed");

        assertThat(failed.get("task").longValue()).isEqualTo(1);
        assertThat(failed.get("reason").asString()).isEqualTo("out_of_memory");
        assertThat(failed.get("message").asString()).contains("36000000 bytes").contains("" + MEMORY);
        // The refused block's bytes may be under way already.
        peer.operand(1, new float[5000], 5000);
        peer.text("{'type':'release_operands','blocks':[1,2]}");
        float[] a = values(4);
        peer.text(task(2, 2, 2, 2, 1, 1));
        peer.operand(1, a, 4);
        finish(2, a, a, 2, 2, 2);
    }

    @Test
    void a_kernel_it_does_not_have_is_refused() throws Exception {
        peer.text(task(1, 1, 1, 1, 1, 2).replace("matmul", "sort"));

        assertThat(peer.message("task_failed").get("reason").asString()).isEqualTo("unsupported");
    }

    @Test
    void not_a_number_and_infinities_go_through() throws Exception {
        peer.text(task(1, 2, 1, 1, 1, 2));
        peer.operand(1, new float[] {Float.NaN, 1}, 2);
        peer.operand(2, new float[] {Float.NEGATIVE_INFINITY}, 1);

        peer.message("task_started");
        peer.message("task_complete");
        assertThat(peer.result(1, 2, 100)).containsExactly(Float.NaN, Float.NEGATIVE_INFINITY);
    }

    private void finish(long task, float[] a, float[] b, int rows, int inner, int cols) throws Exception {
        assertThat(peer.message("task_started").get("task").longValue()).isEqualTo(task);
        assertThat(peer.message("task_complete").get("task").longValue()).isEqualTo(task);
        assertProduct(peer.result(task, rows * cols, FakeOrchestrator.MAX_FRAME_BYTES), a, b, rows, inner, cols);
    }

    static String task(long task, int rows, int inner, int cols, long a, long b) {
        return ("{'type':'compute_task','task':%d,'job':'j','chunk':0,'kernel':'matmul','rows':%d,'inner':%d,'cols':%d,"
                        + "'a':{'block':%d,'rows':%d,'cols':%d},'b':{'block':%d,'rows':%d,'cols':%d}}")
                .formatted(task, rows, inner, cols, a, rows, inner, b, inner, cols);
    }

    /** The task with block {@code b} to be made by the worker. */
    private static String generating(String task, long b, long seed, int firstRow, int firstCol, int stride) {
        String before = "'b':{'block':%d,".formatted(b);
        assertThat(task).contains(before);
        return task.replace(
                before,
                before
                        + ("'generate':{'generator':'philox4x32-10','seed':'%d','operand':'B','firstRow':%d,'firstCol':%d,"
                                        + "'stride':%d},")
                                .formatted(seed, firstRow, firstCol, stride));
    }

    private static float[] made(long seed, int rows, int cols, int firstRow, int firstCol, int stride) {
        float[] values = new float[rows * cols];
        new SyntheticBlock(seed, Operand.B, firstRow, rows, firstCol, cols, stride)
                .fill(MemorySegment.ofArray(values), 0, values.length, () -> false);
        return values;
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static void assertProduct(float[] c, float[] a, float[] b, int rows, int inner, int cols) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int p = 0; p < inner; p++) {
                    sum += (double) a[i * inner + p] * b[p * cols + j];
                }
                assertThat((double) c[i * cols + j]).as("C[%d,%d]", i, j).isCloseTo(sum, within(1e-6 * (inner + 1)));
            }
        }
    }
}
