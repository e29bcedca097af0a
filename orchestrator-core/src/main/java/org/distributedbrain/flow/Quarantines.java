package org.distributedbrain.flow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;

/** Workers that get no ordinary work: how that begins and ends, and what they get. */
final class Quarantines {
    private Quarantines() {}

    /** The operator wants it. */
    static void requested(CoreState state, Event.QuarantineRequested request, Decisions out) {
        WorkerId id = request.worker();
        Standing before = state.standings.of(id, request.stored());
        out.fact(new Fact.WorkerJudged(id, before.quarantined(request.reason(), out.now()), out.now()));
        begun(state, id, out);
        out.command(new Command.ConfirmStanding(id));
    }

    /** The operator ends it. */
    static void released(CoreState state, Event.ReleaseRequested request, Decisions out) {
        WorkerId id = request.worker();
        Standing before = state.standings.of(id, request.stored());
        if (before.isQuarantined()) {
            out.fact(new Fact.WorkerJudged(id, before.released(), out.now()));
            state.story.add(out.now(), null, id, "was released by the operator");
        }
        out.command(new Command.ConfirmStanding(id));
    }

    /** The worker is in quarantine from now on, or once more. */
    static void begun(CoreState state, WorkerId id, Decisions out) {
        Quarantine quarantine = state.standings.of(id).quarantine();
        if (quarantine != null) {
            Faults.ofWorker(state, FaultKind.QUARANTINED, id, action(quarantine), out);
            Unproven.drop(state, id, out);
        }
    }

    private static String action(Quarantine quarantine) {
        Instant probation = quarantine.probationAt();
        return "it gets no ordinary work ("
                + quarantine.reason()
                + ")"
                + (probation == null
                        ? " until the operator releases it"
                        : "; checked work from " + seconds(probation) + " on");
    }

    /** For its card. */
    static String sentence(Quarantine quarantine) {
        Instant probation = quarantine.probationAt();
        return "In quarantine since " + seconds(quarantine.since()) + ": " + quarantine.reason() + ". "
                + (probation == null
                        ? "It ends when the operator releases it."
                        : "From " + seconds(probation) + " on it gets checked work that counts for nothing; "
                                + quarantine.passed() + " of " + Quarantine.PROBATION
                                + " results in a row were right so far.");
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether the worker may be given a chunk of the job. On probation it has one task at a time, of jobs in which each result is proven. */
    static boolean mayWork(CoreState state, WorkerRecord worker, JobRecord job, Instant now) {
        Quarantine quarantine = worker.standing().quarantine();
        return quarantine == null
                || (quarantine.isOnProbation(now)
                        && worker.leases.isEmpty()
                        && (worker.trial == null || !state.leases.containsKey(worker.trial))
                        && job.job.options().verification().provesEachResult());
    }
}
