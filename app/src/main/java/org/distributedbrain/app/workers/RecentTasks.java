package org.distributedbrain.app.workers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.EndedTail;
import org.jspecify.annotations.Nullable;

/** The last tasks of one worker, gathered from snapshots: each of their ended attempts is looked at once. */
final class RecentTasks {
    private static final int KEPT = 40;

    private final Deque<Attempt> last = new ArrayDeque<>();
    private @Nullable WorkerId worker;
    private long next;

    /** Begins anew with another worker, from what is still in {@code tail}. */
    void of(@Nullable WorkerId another, EndedTail tail) {
        worker = another;
        last.clear();
        next = tail.first();
        take(tail);
    }

    /** Whether that brought something. */
    boolean take(EndedTail tail) {
        boolean news = false;
        for (Attempt attempt : tail.since(next)) {
            if (attempt.worker().equals(worker)) {
                last.addFirst(attempt);
                news = true;
            }
        }
        next = tail.next();
        while (last.size() > KEPT) {
            last.removeLast();
        }
        return news;
    }

    List<Attempt> newestFirst() {
        return List.copyOf(last);
    }
}
