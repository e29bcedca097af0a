package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceMeterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double SPEED = 20e9;
    private static final double OUT = 50e6;
    private static final double IN = 25e6;
    private static final double LATENCY_MS = 3;
    private static final Percentage SOME = Percentage.withPercentage(8);

    private final PaceMeter meter = new PaceMeter(null);
    private final Links links = new Links();
    private final JobRecord job = record(new MatmulSize(512, 512, 512));

    @Test
    void nothing_is_said_before_something_was_measured() {
        assertThat(meter.pace()).isNull();
    }

    @Test
    void what_was_stored_is_believed_until_something_is_measured() {
        Pace before = new Pace(1e9, 2e6, 3e6, 4);
        PaceMeter known = new PaceMeter(before);
        assertThat(known.pace()).isEqualTo(before);
        run(known, 12, 2, 1 << 20);
        assertThat(pace(known).operationsPerSecond()).isCloseTo(SPEED, SOME);
    }

    /** Whether bytes or arithmetic bind, and however many tasks wait behind each other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void the_true_speeds_are_found_behind_the_queueing(int window) {
        run(meter, 30, window, 4 << 20); // 84 ms of bytes, 13 ms of arithmetic
        assertThat(pace(meter).operationsPerSecond()).isCloseTo(SPEED, SOME);
        assertThat(pace(meter).outBytesPerSecond()).isCloseTo(OUT, SOME);
        assertThat(pace(meter).inBytesPerSecond()).isCloseTo(IN, SOME);
    }

    @Test
    void a_task_that_waited_for_its_worker_says_nothing_of_the_link() {
        run(meter, 30, 2, 128 << 10); // 2.6 ms of bytes hide behind 13 ms of arithmetic; only the first is waited for
        assertThat(pace(meter).outBytesPerSecond()).isCloseTo(OUT, Percentage.withPercentage(60));
        assertThat(pace(meter).operationsPerSecond()).isCloseTo(SPEED, SOME);
    }

    @Test
    void tasks_without_bytes_say_nothing_of_the_link_and_what_they_cost_all_the_same() {
        run(meter, 20, 1, 0);
        assertThat(pace(meter).outBytesPerSecond()).isEqualTo(250e6);
        assertThat(pace(meter).overheadMs()).isCloseTo(LATENCY_MS, within(0.5));
    }

    @Test
    void a_first_task_that_took_long_is_forgotten_while_tasks_are_there_in_time() {
        meter.returned(lease(START.minusSeconds(9), 0, 100, computeMs(), 1, computeMs()), links);
        assertThat(pace(meter).overheadMs()).isCloseTo(100, within(1.0));
        Instant computed = START;
        for (int i = 0; i < 200; i++) {
            meter.returned(lease(computed.minusMillis(50), 0, 50, 20, 1, 20), links);
            computed = computed.plusMillis(20);
        }
        assertThat(pace(meter).overheadMs()).isCloseTo(1, within(0.1));
    }

    @Test
    void a_worker_that_is_further_away_than_was_believed_is_known_to_be_soon() {
        run(meter, 20, 1, 0);
        for (int i = 0; i < 40; i++) {
            meter.returned(lease(START.plusSeconds(20 + i), 0, 40, 10, 3, 10), links);
        }
        assertThat(pace(meter).overheadMs()).isCloseTo(40, SOME);
    }

    @Test
    void one_strange_pause_does_not_make_a_worker_slow() {
        run(meter, 20, 1, 1 << 20);
        meter.returned(lease(START.plusSeconds(90), 0, 3, 3_000, 3, 3_000), links);
        assertThat(pace(meter).operationsPerSecond()).isBetween(0.7 * SPEED, SPEED);
    }

    @Test
    void a_worker_that_became_slow_for_good_is_known_to_be_slow_soon() {
        run(meter, 40, 1, 1 << 20);
        Instant at = START.plusSeconds(90);
        for (int i = 0; i < 20; i++) {
            meter.returned(lease(at.plusSeconds(i), 0, 3, 10 * computeMs(), 3, 10 * computeMs()), links);
        }
        assertThat(pace(meter).operationsPerSecond()).isLessThan(SPEED / 7);
    }

    @Test
    void workers_that_share_a_link_show_its_whole_width() {
        PaceMeter other = new PaceMeter(null);
        for (int i = 0; i < 8; i++) {
            Instant at = START.plusSeconds(i);
            meter.returned(lease(at, 10 << 20, 200, 10, 100, 10), links);
            other.returned(lease(at, 10 << 20, 200, 10, 100, 10), links);
        }
        assertThat(links.out.perSecond(0)).isCloseTo((20 << 20) / 0.2, SOME);
        assertThat(links.in.perSecond(0)).isCloseTo(2 * resultBytes() / 0.1, SOME);
    }

    /** Tasks through one worker, one wire each way and {@code window} at a time: a queue in front of a wire, one in front of a processor. */
    private void run(PaceMeter measured, int tasks, int window, long bytesOut) {
        double[] returned = new double[tasks];
        double wireFree = 0;
        double processorFree = 0;
        double wayBackFree = 0;
        for (int i = 0; i < tasks; i++) {
            double sent = i < window ? 0 : returned[i - window];
            double arrived = Math.max(sent, wireFree) + 1e3 * bytesOut / OUT;
            wireFree = arrived;
            double started = Math.max(arrived + LATENCY_MS, processorFree);
            double computed = started + computeMs();
            processorFree = computed;
            double begun = Math.max(computed, wayBackFree);
            returned[i] = begun + 1e3 * resultBytes() / IN;
            wayBackFree = returned[i];
            Instant at = START.plusNanos((long) (1e6 * sent));
            measured.returned(
                    lease(at, bytesOut, started - sent, begun - started, returned[i] - begun, computeMs()), links);
        }
    }

    private Lease lease(Instant sentAt, long bytesOut, double outMs, double withinMs, double inMs, double computeMs) {
        Lease lease = new Lease(new TaskId(1), job.chunks.getFirst(), new WorkerId("w"), sentAt, bytesOut);
        Instant started = sentAt.plusNanos((long) (1e6 * outMs));
        Instant computed = started.plusNanos((long) (1e6 * withinMs));
        lease.startedAt = started;
        lease.computedAt = computed;
        lease.returnedAt = computed.plusNanos((long) (1e6 * inMs));
        lease.computeMs = computeMs;
        return lease;
    }

    /** 200 ms each that the worker says it did in a microsecond; it may even say late that it began. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 199.9})
    void a_clock_that_says_far_less_than_passed_here_is_not_believed(double beganLateMs) {
        Instant sent = START;
        for (int i = 0; i < 30; i++) {
            double waited = i == 0 ? 0 : 200; // for the task before it
            meter.returned(lease(sent, 0, waited + beganLateMs, 200 - beganLateMs, 1, 0.001), links);
            sent = START.plusMillis(200L * i);
        }
        double truth = chunk().operations() / 0.2;
        assertThat(pace(meter).operationsPerSecond()).isBetween(truth, 5 * truth);
    }

    @Test
    void a_clock_is_believed_where_messages_alone_explain_the_rest() {
        for (int i = 0; i < 30; i++) {
            meter.returned(lease(START.plusSeconds(i), 0, 3, 15, 1, 0.5), links);
        }
        assertThat(pace(meter).operationsPerSecond())
                .isCloseTo(chunk().operations() / 0.5e-3, Percentage.withPercentage(1));
    }

    private double computeMs() {
        return 1e3 * chunk().operations() / SPEED;
    }

    private long resultBytes() {
        return chunk().resultBytes();
    }

    private Chunk chunk() {
        return job.chunks.getFirst().chunk;
    }

    private static Pace pace(PaceMeter meter) {
        @Nullable Pace pace = meter.pace();
        assertThat(pace).isNotNull();
        return java.util.Objects.requireNonNull(pace);
    }

    private static JobRecord record(MatmulSize size) {
        var job = TestJobs.job(new JobId("00000000-0000-0000-0000-000000000001"), size, "test", List.of(), START);
        return new JobRecord(job, 1, TileGrid.rows(1), null, Chunking.cut(job, TileGrid.rows(1), new Blocks()));
    }
}
