package org.distributedbrain.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** What a worker with a window of several tasks may leave behind, in the order of sending: it computes one at a time, in order, and some come to grief. */
final class RandomExecutions {
    static final JobId JOB = new JobId(new UUID(0, 1).toString());
    static final WorkerId ADA = new WorkerId("ada");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private RandomExecutions() {}

    static Instant at(long micros) {
        return START.plusNanos(1_000 * micros);
    }

    /** @param longest how long a phase is at most, in microseconds */
    static List<Execution> of(Random random, WorkerId worker, int tasks, int longest, boolean mayBeLost) {
        List<Execution> executions = new ArrayList<>();
        long[] windowFree = new long[1 + random.nextInt(3)];
        long processorFree = 0;
        long notBefore = 0;
        for (int i = 0; i < tasks; i++) {
            Arrays.sort(windowFree); // the next task takes the place that was free first
            long sent = Math.max(windowFree[0], notBefore) + random.nextInt(longest);
            notBefore = sent;
            long ready = sent - random.nextInt(2 * longest);
            long started = Math.max(sent + random.nextInt(longest), processorFree);
            long computed = started + random.nextInt(longest);
            long returned = computed + random.nextInt(longest);
            long ended = returned + random.nextInt(longest);
            int reached = random.nextInt(5) > 0 ? 3 : random.nextInt(4);
            Outcome outcome = outcome(random, reached, mayBeLost);
            if (reached < 3) {
                ended = new long[] {started, computed, returned}[reached];
            }
            processorFree = reached > 1 ? computed : Math.max(processorFree, ended);
            windowFree[0] = reached == 3 ? returned : ended;
            if (outcome == Outcome.LOST) {
                notBefore = ended;
            }
            executions.add(new Execution(
                    new Attempt(
                            new TaskId(i + 1),
                            new ChunkId(JOB, i),
                            worker,
                            at(ready),
                            at(sent),
                            reached > 0 ? at(started) : null,
                            reached > 1 ? at(computed) : null,
                            reached > 2 ? at(returned) : null,
                            null,
                            at(ended),
                            outcome,
                            random.nextInt(1_000_000),
                            reached > 2 ? random.nextInt(1_000_000) : 0,
                            // A multiple of 1/8, so that sums do not depend on their order.
                            random.nextInt(8_000) / 8.0),
                    "Ada",
                    1,
                    null));
        }
        return executions;
    }

    private static Outcome outcome(Random random, int reached, boolean mayBeLost) {
        if (reached == 3) {
            return random.nextInt(9) > 0 ? Outcome.VERIFIED : Outcome.WRONG;
        }
        return switch (random.nextInt(mayBeLost ? 4 : 3)) {
            case 0 -> Outcome.FAILED;
            case 1 -> Outcome.OVERDUE;
            case 2 -> Outcome.CANCELLED;
            default -> Outcome.LOST;
        };
    }

    static Execution execution(
            long task,
            long ready,
            long sent,
            @Nullable Long started,
            @Nullable Long computed,
            @Nullable Long returned,
            long ended,
            Outcome outcome) {
        return Execution.of(
                new Attempt(
                        new TaskId(task),
                        new ChunkId(JOB, (int) task),
                        ADA,
                        at(ready),
                        at(sent),
                        started == null ? null : at(started),
                        computed == null ? null : at(computed),
                        returned == null ? null : at(returned),
                        null,
                        at(ended),
                        outcome,
                        100,
                        returned == null ? 0 : 10,
                        1),
                "Ada");
    }
}
