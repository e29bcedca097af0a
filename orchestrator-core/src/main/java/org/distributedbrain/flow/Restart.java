package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;

/** What becomes of jobs that an earlier run had not finished: they go on, and what was verified is not computed again. */
final class Restart {
    private static final String OPENING =
            "The orchestrator was started again: the job's operands are being opened, and then it goes on.";

    private Restart() {}

    static void restarted(CoreState state, List<UnfinishedJob> unfinished, Decisions out) {
        for (UnfinishedJob job : unfinished) {
            Fact.JobAccepted accepted = job.accepted();
            if (accepted == null) {
                out.fact(new Fact.JobFailed(
                        job.id(),
                        "The orchestrator stopped before this job was finished: submit it again.",
                        out.now()));
                out.command(new Command.ReleaseJob(job.id(), false));
            } else {
                state.apply(accepted); // and not stored: it is a fact already
                JobRecord record = state.job(job.id());
                if (record != null) {
                    resume(state, record, job, out);
                }
            }
        }
    }

    private static void resume(CoreState state, JobRecord job, UnfinishedJob stored, Decisions out) {
        List<Chunk> verified = new ArrayList<>(stored.verified().size());
        for (UnfinishedJob.VerifiedChunk done : stored.verified()) {
            Chunk chunk = job.chunks.get(done.index()).chunk;
            verified.add(chunk);
            state.apply(new Fact.ChunkVerified(
                    chunk,
                    done.worker(),
                    done.computeMs(),
                    done.transferMs(),
                    done.operations() == null ? chunk.operations() : done.operations(),
                    done.agreed(),
                    done.evidence(),
                    done.at()));
            ChunkRecord record = job.chunks.get(done.index());
            record.unprovenBy = done.agreed() == 1 ? done.worker() : null;
            job.ready.remove(record);
            Eviction.unuse(state, chunk, out);
        }
        job.tally.sent(stored.bytesOut());
        job.tally.received(stored.bytesIn());
        job.startedAt = stored.startedAt();
        if (!verified.isEmpty()) {
            job.state = state.jobTransitions.take(job.state, JobState.RUNNING, job);
        }
        Waiting.hold(state, job, OPENING);
        out.command(new Command.ReopenJob(job.job, job.grid, verified));
    }

    /** Operands and result are open. */
    static void reopened(CoreState state, JobId id, Decisions out) {
        JobRecord job = state.job(id);
        if (job != null) {
            Waiting.hold(state, job, null);
            Aggregate.sealIfComplete(state, job, out);
        }
    }

    /** What had been written of the result is not there: the facts about its chunks are worth nothing. */
    static void resultLost(CoreState state, JobId id, String note, Decisions out) {
        JobRecord job = state.job(id);
        if (job == null) {
            return; // cancelled meanwhile
        }
        List<String> notes = new ArrayList<>(job.job.notes());
        notes.add(note);
        out.fact(new Fact.ResultLost(id, notes, out.now()));
        JobRecord afresh = state.job(id);
        if (afresh != null) {
            out.command(new Command.ReopenJob(afresh.job, afresh.grid, List.of()));
        }
    }
}
