package org.distributedbrain.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergingTest {
    private static final int SEEDS = 300;

    private static List<Execution> merged(List<Execution> executions, long micros) {
        List<Execution> merged = new ArrayList<>();
        Merging merging = new Merging(RandomExecutions.START, micros, merged::add);
        executions.forEach(merging::add);
        merging.flush();
        return merged;
    }

    private record Sums(long attempts, long bytesOut, long bytesIn, double computeMs, Instant first, Instant last) {
        static Map<WorkerId, Map<Outcome, Sums>> of(List<Execution> executions) {
            return executions.stream()
                    .collect(Collectors.groupingBy(
                            e -> e.attempt().worker(),
                            Collectors.groupingBy(
                                    e -> e.attempt().outcome(),
                                    Collectors.collectingAndThen(Collectors.toList(), Sums::sum))));
        }

        private static Sums sum(List<Execution> executions) {
            return new Sums(
                    executions.stream().mapToLong(Execution::merged).sum(),
                    executions.stream().mapToLong(e -> e.attempt().bytesOut()).sum(),
                    executions.stream().mapToLong(e -> e.attempt().bytesIn()).sum(),
                    executions.stream()
                            .mapToDouble(e -> e.attempt().computeMs())
                            .sum(),
                    executions.stream()
                            .map(e -> e.attempt().sentAt())
                            .min(Instant::compareTo)
                            .orElseThrow(),
                    executions.stream()
                            .map(e -> e.attempt().endedAt())
                            .max(Instant::compareTo)
                            .orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 40, 1_000, Long.MAX_VALUE / 4})
    void sums_of_every_worker_and_outcome_stay_exact_however_often_they_are_merged(long micros) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Execution> all = new ArrayList<>();
            for (String name : List.of("ada", "bob", "cleo")) {
                all.addAll(RandomExecutions.of(random, new WorkerId(name), 1 + random.nextInt(40), 50, true));
            }
            List<Execution> once = merged(all, micros);
            List<Execution> twice = merged(once, Math.min(micros * 3, Long.MAX_VALUE / 4));
            assertThat(Sums.of(once)).as("seed %d", seed).isEqualTo(Sums.of(all));
            assertThat(Sums.of(twice)).as("seed %d", seed).isEqualTo(Sums.of(all));
            assertThat(once).hasSizeLessThanOrEqualTo(all.size());
            assertThat(twice).hasSizeLessThanOrEqualTo(once.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {40, 1_000, Long.MAX_VALUE / 4})
    void the_time_in_every_phase_stays_what_the_lane_showed(long micros) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Execution> executions =
                    RandomExecutions.of(random, RandomExecutions.ADA, 1 + random.nextInt(40), 50, false);
            Busy before = lane(executions);
            Busy after = merged(executions, micros).stream()
                    .map(e -> e.busy() != null ? e.busy() : lane(List.of(e)))
                    .reduce(Busy.NONE, Busy::plus);
            // Alone, a task is not known to have waited for the one before, so that only the bound holds for those that
            // stay alone.
            if (merged(executions, micros).stream().allMatch(e -> e.merged() > 1)) {
                assertThat(after.computing()).as("seed %d", seed).isEqualTo(before.computing());
                assertThat(after.sending()).as("seed %d", seed).isEqualTo(before.sending());
            }
            assertThat(after.computing()).as("seed %d", seed).isGreaterThanOrEqualTo(before.computing());
        }
    }

    private static Busy lane(List<Execution> executions) {
        List<Lane> lanes = TaskStream.of(
                        executions,
                        List.of(),
                        RandomExecutions.START.plusSeconds(1),
                        Map.of(),
                        RandomExecutions.START.minusSeconds(1),
                        RandomExecutions.START.plusSeconds(1),
                        TaskStream.FINEST)
                .lanes();
        return lanes.isEmpty() ? Busy.NONE : lanes.getFirst().total();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void a_lane_of_merged_executions_keeps_their_totals_at_every_resolution(int resolutions) {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Execution> executions = RandomExecutions.of(new Random(seed), RandomExecutions.ADA, 40, 50, false);
            List<Execution> one = merged(executions, Long.MAX_VALUE / 4).stream()
                    .filter(e -> e.attempt().outcome() == Outcome.VERIFIED && e.busy() != null)
                    .toList();
            if (one.isEmpty()) {
                continue;
            }
            Execution execution = one.getFirst();
            Lane lane = TaskStream.of(
                            one,
                            List.of(),
                            execution.attempt().endedAt(),
                            Map.of(),
                            execution.attempt().sentAt(),
                            execution.attempt().endedAt(),
                            resolutions)
                    .lanes()
                    .getFirst();
            assertThat(lane.total().computing()).isEqualTo(execution.busy().computing());
            assertThat(lane.total().sending()).isEqualTo(execution.busy().sending());
            assertThat(lane.total().idle()).isNotNegative();
            assertThat(lane.spans().stream().mapToInt(Span::ended).sum()).isEqualTo(execution.merged());
        }
    }
}
