package org.distributedbrain.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.TaskId;

/** Every task that was handed out leaves exactly one attempt behind, whose stamps are in order. */
final class AttemptLedger {
    private final Map<TaskId, Command.SendChunk> outstanding = new HashMap<>();
    private long ended;

    void handedOut(Command.SendChunk task) {
        outstanding.put(task.task(), task);
    }

    /** A restart begins without leases. */
    void forget() {
        outstanding.clear();
    }

    void ended(Attempt attempt, Instant now) {
        Command.SendChunk sent = outstanding.remove(attempt.task());
        must(sent != null, "ended without having been handed out, or twice", attempt);
        must(
                sent.worker().equals(attempt.worker()) && sent.chunk().id().equals(attempt.chunk()),
                "of another",
                attempt);
        must(attempt.endedAt().equals(now), "ended at another time", attempt);
        Instant before = attempt.readyAt();
        for (Instant stamp : stamps(attempt).filter(Objects::nonNull).toList()) {
            must(!stamp.isBefore(before), "has its stamps out of order", attempt);
            before = stamp;
        }
        boolean returned = attempt.returnedAt() != null;
        must(returned == (attempt.bytesIn() > 0), "counts bytes that did not come, or misses some", attempt);
        must(attempt.computeMs() >= 0, "computed for less than no time", attempt);
        boolean mustHaveReturned = switch (attempt.outcome()) {
            case VERIFIED, WRONG -> true;
            case SUPERSEDED, CANCELLED, DISTRUSTED -> returned;
            case FAILED, OVERDUE, LOST -> false;
        };
        must(returned == mustHaveReturned, "cannot have ended so", attempt);
        ended++;
    }

    private static Stream<Instant> stamps(Attempt attempt) {
        return Stream.of(
                attempt.sentAt(),
                attempt.startedAt(),
                attempt.computedAt(),
                attempt.returnedAt(),
                attempt.checkedAt(),
                attempt.endedAt());
    }

    /** All jobs have ended. */
    void settle() {
        if (!outstanding.isEmpty()) {
            throw new AssertionError("tasks left no attempt behind: " + outstanding.values());
        }
    }

    long ended() {
        return ended;
    }

    private static void must(boolean holds, String sentence, Attempt attempt) {
        if (!holds) {
            throw new AssertionError("an attempt " + sentence + ": " + attempt);
        }
    }
}
