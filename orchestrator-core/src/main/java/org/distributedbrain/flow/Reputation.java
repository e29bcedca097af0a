package org.distributedbrain.flow;

import java.time.Instant;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;

/** What a worker's deeds do to its standing. Whoever calls {@link #disagreed} has a proof. */
final class Reputation {
    private Reputation() {}

    /**
     * A result of the worker was verified: it is credited with {@code operations}, unless it is on probation.
     *
     * @param computeMs on its own clock
     * @param sentAt when the chunk was handed to it: what it got before its quarantine is no probation
     */
    static void agreed(
            CoreState state, WorkerId id, double computeMs, double operations, Instant sentAt, Decisions out) {
        Standing before = state.standings.of(id);
        Quarantine quarantine = before.quarantine();
        if (quarantine == null) {
            out.fact(new Fact.WorkerCredited(id, computeMs, operations, before.agreed(), out.now()));
        } else if (quarantine.isOnProbation(sentAt)) {
            Standing after = before.agreed();
            out.fact(new Fact.WorkerJudged(id, after, out.now()));
            if (!after.isQuarantined()) {
                state.story.add(out.now(), null, id, "passed its probation");
            }
        } else { // it was right, and verified, before the quarantine
            out.fact(new Fact.WorkerCredited(id, computeMs, operations, before, out.now()));
        }
    }

    /**
     * A result of the worker was taken for its record alone: it is credited, and its record is as it was. One that fell into quarantine meanwhile gets
     * nothing for it.
     */
    static void vouched(CoreState state, Lease lease, Decisions out) {
        Standing standing = state.standings.of(lease.worker);
        if (!standing.isQuarantined()) {
            out.fact(new Fact.WorkerCredited(lease.worker, lease.computeMs, lease.operations(), standing, out.now()));
        }
    }

    /**
     * A result of the worker was proven wrong: its trust is gone, and it is quarantined. What it has and gave, as far as that is not proven
     * right, is dropped and handed out again.
     *
     * @param what which result, and how it was wrong, in words
     */
    static void disagreed(CoreState state, WorkerId id, String what, Decisions out) {
        out.fact(new Fact.WorkerJudged(id, state.standings.of(id).disagreed(what, out.now()), out.now()));
        Quarantines.begun(state, id, out);
    }

    /** The worker vanished without a word, or says nothing any more. */
    static void wentSilent(CoreState state, WorkerId id, Decisions out) {
        Standing before = state.standings.of(id);
        Standing after = before.wentSilent();
        if (!after.equals(before)) {
            out.fact(new Fact.WorkerJudged(id, after, out.now()));
        }
    }
}
