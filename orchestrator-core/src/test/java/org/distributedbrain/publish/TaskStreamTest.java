package org.distributedbrain.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.publish.RandomExecutions.ADA;
import static org.distributedbrain.publish.RandomExecutions.at;
import static org.distributedbrain.publish.RandomExecutions.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskStreamTest {
    private static final int SEEDS = 300;

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.range(0, 10);
    }

    private static TaskStream stream(List<Execution> executions, Instant from, Instant to, int resolutions) {
        return TaskStream.of(executions, List.of(), to, Map.of(), from, to, resolutions);
    }

    private static Lane lane(List<Execution> executions, long from, long to) {
        // One microsecond a span: nothing is joined that differs.
        return stream(executions, at(from), at(to), (int) Math.min(TaskStream.FINEST, to - from))
                .lanes()
                .getFirst();
    }

    private static List<String> drawn(Lane lane) {
        return lane.spans().stream()
                .map(span -> micros(span.from()) + "-" + micros(span.to()) + " " + span.kind()
                        + (span.task() == null ? "" : " " + span.task()))
                .toList();
    }

    private static long micros(Instant instant) {
        return Duration.between(RandomExecutions.START, instant).toNanos() / 1_000;
    }

    @Test
    void one_attempt_is_drawn_phase_by_phase() {
        Lane lane = lane(List.of(execution(7, 0, 10, 20L, 50L, 60L, 65L, Outcome.VERIFIED)), 0, 100);
        assertThat(drawn(lane))
                .containsExactly("10-20 SENDING 7", "20-50 COMPUTING 7", "50-60 RETURNING 7", "60-65 VERIFYING 7");
        assertThat(lane.spans()).extracting(Span::ended).containsExactly(0, 0, 0, 1);
        assertThat(lane.total()).isEqualTo(new Busy(30, 0, 10, 10, 5, 0, 0));
    }

    @Test
    void what_travels_while_another_computes_is_hidden_and_not_forgotten() {
        Lane lane = lane(
                List.of(
                        execution(1, 0, 0, 10L, 40L, 50L, 50L, Outcome.VERIFIED),
                        execution(2, 0, 5, 40L, 60L, 70L, 70L, Outcome.VERIFIED)),
                0,
                100);
        assertThat(drawn(lane))
                .containsExactly(
                        "0-10 SENDING 1",
                        "10-40 COMPUTING 1",
                        "40-50 COMPUTING 2",
                        "50-60 COMPUTING 2",
                        "60-70 RETURNING 2");
        assertThat(lane.total().sending()).isEqualTo(40);
        assertThat(lane.spans().get(1).share(SpanKind.SENDING)).isEqualTo(1);
        assertThat(lane.spans().get(2).share(SpanKind.RETURNING)).isEqualTo(1);
    }

    @Test
    void a_task_that_waits_at_the_worker_for_the_one_before_does_not_compute_yet() {
        Lane lane = lane(
                List.of(
                        execution(1, 0, 0, 10L, 40L, 41L, 41L, Outcome.VERIFIED),
                        execution(2, 0, 5, 15L, 60L, 61L, 61L, Outcome.VERIFIED)),
                0,
                100);
        assertThat(lane.total().computing()).isEqualTo(50);
        assertThat(lane.spans().stream().filter(span -> span.kind() == SpanKind.COMPUTING))
                .extracting(span -> String.valueOf(span.task()))
                .startsWith("1")
                .endsWith("2");
    }

    @Test
    void the_phase_in_which_an_attempt_came_to_grief_is_a_fault_and_those_before_are_not() {
        Lane lane = lane(
                List.of(
                        execution(1, 0, 0, 10L, null, null, 30L, Outcome.OVERDUE),
                        execution(2, 0, 40, 50L, 60L, 70L, 80L, Outcome.WRONG)),
                0,
                100);
        assertThat(drawn(lane))
                .containsExactly(
                        "0-10 SENDING 1",
                        "10-30 FAULT 1",
                        "30-40 QUEUED",
                        "40-50 SENDING 2",
                        "50-60 COMPUTING 2",
                        "60-70 RETURNING 2",
                        "70-80 FAULT 2");
        assertThat(lane.spans().stream().mapToInt(Span::faults).sum()).isEqualTo(2);
    }

    @Test
    void a_gap_is_idle_when_nothing_was_ready_and_nothing_when_the_worker_was_gone() {
        Lane lane = lane(
                List.of(
                        execution(1, 0, 0, 1L, 2L, 3L, 4L, Outcome.VERIFIED),
                        execution(2, 14, 24, 25L, null, null, 30L, Outcome.LOST),
                        execution(3, 30, 50, 51L, 52L, 53L, 54L, Outcome.VERIFIED)),
                0,
                100);
        assertThat(drawn(lane)).contains("4-14 IDLE", "14-24 QUEUED", "25-30 FAULT 2", "50-51 SENDING 3");
        assertThat(drawn(lane)).noneMatch(span -> span.startsWith("30-"));
    }

    @Test
    void a_worker_that_stays_after_its_last_task_is_idle_and_a_running_task_reaches_to_the_present() {
        List<Execution> ended = List.of(execution(1, 0, 0, 1L, 2L, 3L, 4L, Outcome.VERIFIED));
        WorkerId bob = new WorkerId("bob");
        RunningTask running = new RunningTask(
                new TaskId(9), new ChunkId(RandomExecutions.JOB, 9), bob, at(0), at(10), at(12), null, null, 64);
        TaskStream stream = TaskStream.of(
                ended,
                List.of(running),
                at(20),
                Map.of(
                        ADA, new TaskStream.Presence("Ada", at(20)),
                        bob, new TaskStream.Presence("Bob", at(20))),
                at(0),
                at(20),
                20);
        assertThat(stream.lanes()).extracting(Lane::name).containsExactly("Ada", "Bob");
        assertThat(drawn(stream.lanes().get(0))).endsWith("4-20 IDLE");
        assertThat(drawn(stream.lanes().get(1))).containsExactly("10-12 SENDING 9", "12-20 COMPUTING 9");
    }

    @Test
    void a_range_shows_only_what_is_in_it() {
        Lane lane = lane(List.of(execution(7, 0, 10, 20L, 50L, 60L, 65L, Outcome.VERIFIED)), 30, 55);
        assertThat(drawn(lane)).containsExactly("30-50 COMPUTING 7", "50-55 RETURNING 7");
        assertThat(stream(List.of(execution(7, 0, 10, 20L, 50L, 60L, 65L, Outcome.VERIFIED)), at(70), at(80), 10)
                        .lanes())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spans_cover_a_lane_exactly_from_the_first_task_to_the_last(long block) {
        for (long seed = block * SEEDS; seed < (block + 1) * SEEDS; seed++) {
            Random random = new Random(seed);
            List<Execution> executions = RandomExecutions.of(random, ADA, 1 + random.nextInt(20), 30, false);
            Instant end = last(executions);
            Lane lane = lane(executions, 0, micros(end) + 5);
            Instant reached = first(executions);
            for (Span span : lane.spans()) {
                assertThat(span.from()).as("seed %d", seed).isEqualTo(reached);
                assertThat(span.to()).as("seed %d", seed).isAfter(span.from());
                assertThat(span.busy().of(span.kind())).isEqualTo(micros(span.to()) - micros(span.from()));
                reached = span.to();
            }
            assertThat(reached).as("seed %d", seed).isEqualTo(end);
            assertBusyAsCountedMomentByMoment(seed, executions, lane);
        }
    }

    /** The slow way: every microsecond by itself. */
    private static void assertBusyAsCountedMomentByMoment(long seed, List<Execution> executions, Lane lane) {
        List<Phase> phases = new ArrayList<>();
        long computedBefore = Long.MIN_VALUE;
        for (Execution execution : executions) {
            phases.addAll(Phase.of(execution.attempt(), computedBefore));
            Long computed = Micros.orNull(execution.attempt().computedAt());
            computedBefore = computed == null ? computedBefore : Math.max(computedBefore, computed);
        }
        long[] busy = new long[SpanKind.values().length];
        long nothing = 0;
        for (long at = Micros.of(first(executions)); at < Micros.of(last(executions)); at++) {
            boolean any = false;
            for (SpanKind kind : SpanKind.values()) {
                long now = at;
                if (phases.stream().anyMatch(p -> p.kind() == kind && p.from() <= now && now < p.to())) {
                    busy[kind.ordinal()]++;
                    any = true;
                }
            }
            nothing += any ? 0 : 1;
        }
        Busy total = lane.total();
        assertThat(total.queued() + total.idle()).as("seed %d", seed).isEqualTo(nothing);
        for (SpanKind kind :
                List.of(SpanKind.COMPUTING, SpanKind.FAULT, SpanKind.RETURNING, SpanKind.SENDING, SpanKind.VERIFYING)) {
            assertThat(total.of(kind)).as("seed %d, %s", seed, kind).isEqualTo(busy[kind.ordinal()]);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_coarser_lane_has_few_spans_and_the_same_totals(long block) {
        for (long seed = block * SEEDS; seed < (block + 1) * SEEDS; seed++) {
            Random random = new Random(seed);
            List<Execution> executions = RandomExecutions.of(random, ADA, 1 + random.nextInt(60), 200, true);
            Instant from = first(executions);
            Instant to = last(executions).plusNanos(1_000);
            Lane exact = stream(executions, from, to, TaskStream.FINEST).lanes().getFirst();
            int resolutions = 1 + random.nextInt(40);
            Lane coarse = stream(executions, from, to, resolutions).lanes().getFirst();
            assertThat(coarse.spans()).as("seed %d", seed).hasSizeLessThanOrEqualTo(2 * resolutions + 1);
            assertThat(coarse.total()).as("seed %d", seed).isEqualTo(exact.total());
            assertThat(coarse.spans().stream().mapToInt(Span::ended).sum()).isEqualTo(executions.size());
            assertThat(coarse.spans().stream().mapToInt(Span::faults).sum())
                    .isEqualTo(exact.spans().stream().mapToInt(Span::faults).sum());
            Instant reached = from;
            for (Span span : coarse.spans()) {
                assertThat(span.from()).isAfterOrEqualTo(reached);
                assertThat(span.to()).isAfter(span.from());
                reached = span.to();
            }
        }
    }

    private static Instant first(List<Execution> executions) {
        return executions.stream()
                .map(e -> e.attempt().sentAt())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static Instant last(List<Execution> executions) {
        return executions.stream()
                .map(e -> e.attempt().endedAt())
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
