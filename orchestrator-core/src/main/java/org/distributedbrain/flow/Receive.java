package org.distributedbrain.flow;

import java.util.Optional;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;

/** Stage 1: decides which jobs are admitted, and which end because their requestor says so. */
public final class Receive {
    /** The longest side of a matrix. */
    public static final int MAX_SIDE = 1_000_000;

    /** The three matrices of a job together. */
    public static final long MAX_BYTES = 64L << 30;

    private Receive() {}

    /** Why a product of these sizes is not taken, in a sentence; empty when it is. */
    public static Optional<String> refusal(MatmulSize size) {
        String names[] = {"rows of A", "columns of A", "columns of B"};
        int sides[] = {size.rowsA(), size.colsA(), size.colsB()};
        for (int i = 0; i < sides.length; i++) {
            if (sides[i] < 1 || sides[i] > MAX_SIDE) {
                return Optional.of("The number of " + names[i] + " is " + sides[i] + "; it must be from 1 to "
                        + MAX_SIDE + ": give a size within that.");
            }
        }
        if (size.bytes() > MAX_BYTES) {
            return Optional.of("A product of " + size + " needs " + gibibytes(size.bytes())
                    + " GiB for its three matrices, and at most " + gibibytes(MAX_BYTES)
                    + " GiB are taken: split A by rows or B by columns into several jobs.");
        }
        return Optional.empty();
    }

    static void submitted(CoreState state, Job job, Decisions out) {
        Optional<String> refusal = refusal(job.size());
        if (refusal.isEmpty() && state.storeFailing != null) {
            refusal = Optional.of("No job is taken while what is decided cannot be stored: " + state.storeFailing);
        }
        if (refusal.isEmpty() && unfinished(state) >= state.limits.unfinishedJobs()) {
            refusal = Optional.of(unfinished(state) + " jobs are unfinished already, and at most "
                    + state.limits.unfinishedJobs() + " are taken at once: wait for one to end, or cancel one.");
        }
        if (refusal.isPresent()) {
            out.command(new Command.RefuseJob(job.id(), refusal.get()));
            return;
        }
        Fact.JobAccepted plan = Chunking.plan(state, job);
        if (plan.grid().innerParts() == 1) {
            admit(plan, out);
        } else {
            state.planned.put(job.id(), plan);
            out.command(new Command.ReserveParts(job.id(), plan.grid().innerParts()));
        }
    }

    private static int unfinished(CoreState state) {
        return state.jobs().size() + state.planned.size();
    }

    static void reserved(CoreState state, JobId id, Decisions out) {
        Fact.JobAccepted plan = state.planned.remove(id);
        if (plan != null) {
            admit(plan, out);
        }
    }

    static void notReserved(CoreState state, JobId id, String sentence, Decisions out) {
        if (state.planned.remove(id) != null) {
            out.command(new Command.RefuseJob(id, sentence));
        }
    }

    private static void admit(Fact.JobAccepted plan, Decisions out) {
        out.fact(plan);
        out.command(new Command.ConfirmJob(plan.job().id()));
    }

    static void cancelled(CoreState state, JobId id, Decisions out) {
        JobRecord job = state.job(id);
        if (job != null) {
            job.tellStart(out);
            out.fact(new Fact.JobCancelled(id, out.now()));
            Recover.abandon(state, job, out);
        }
    }

    private static String gibibytes(long bytes) {
        return String.valueOf((bytes + (1L << 30) - 1) >> 30);
    }
}
