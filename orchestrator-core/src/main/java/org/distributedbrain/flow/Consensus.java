package org.distributedbrain.flow;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.Attempt.Outcome;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Stage 6 where honest results are the same bit for bit: several workers give theirs, and the SHA-256 of them decides. As long as all that came are
 * the same, as many as were asked for must be. Where two differ somebody lies or is broken, and this computer finds out who, by computing that
 * one chunk itself: so nobody is blamed by a majority. See docs/decisions/0016.
 */
final class Consensus {
    /** Nothing was measured: values are the same, or they are not. */
    private static final Evidence SAME = new Evidence(0, 0, 0, null);

    private Consensus() {}

    /** What the values are is known. */
    static void digested(CoreState state, TaskId task, String sha256, double operations, Decisions out) {
        Lease lease = state.leases.get(task);
        if (lease != null) { // or the job ended meanwhile
            lease.checkedAt = out.now();
            lease.digest = sha256;
            lease.provenOperations = operations;
            decide(state, lease.chunk, out);
        }
    }

    /** This computer computed the chunk itself. */
    static void judged(CoreState state, Lease judged, Verdict verdict, Decisions out) {
        ChunkRecord chunk = judged.chunk;
        chunk.referee = null;
        String digest = judged.digest;
        for (Lease lease : List.copyOf(chunk.leases)) {
            if (lease.digest == null || !state.leases.containsKey(lease.task)) {
                continue;
            }
            boolean same = lease.digest.equals(digest);
            switch (verdict) {
                case Verdict.Passed passed when same -> lease.proven = true;
                case Verdict.Passed passed ->
                    Recover.wrongResult(
                            state, lease, "It differs from what this computer and another worker computed.", out);
                case Verdict.Wrong wrong when same -> Recover.wrongResult(state, lease, wrong.message(), out);
                case Verdict.Wrong wrong -> {} // of the others nothing is known
            }
        }
        decide(state, chunk, out);
    }

    /** Accepts what agrees, asks the referee where something does not, and waits otherwise. */
    static void decide(CoreState state, ChunkRecord chunk, Decisions out) {
        List<Lease> votes =
                chunk.leases.stream().filter(lease -> lease.digest != null).toList();
        boolean decided = chunk.state == ChunkState.STORING || chunk.state == ChunkState.VERIFIED;
        if (decided || chunk.referee != null || votes.isEmpty() || state.job(chunk.job.job.id()) != chunk.job) {
            return;
        }
        Lease first = votes.getFirst();
        if (votes.stream().anyMatch(vote -> !vote.digest().equals(first.digest()))) {
            askReferee(state, chunk, mostCommon(votes), out);
        } else if (first.proven ? votes.size() >= least(chunk) : votes.size() >= chunk.wanted) {
            accept(state, chunk, votes, out);
        } else if (method(chunk) == Verification.Method.SPOT && Replicas.nobodyElse(state, chunk)) {
            askReferee(state, chunk, first, out);
        }
    }

    /** How many results must be the same once one of them is proven. */
    private static int least(ChunkRecord chunk) {
        return chunk.job.job.options().verification().agree();
    }

    private static Verification.Method method(ChunkRecord chunk) {
        return chunk.job.job.options().verification().method();
    }

    private static Lease mostCommon(List<Lease> votes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        votes.forEach(vote -> counts.merge(vote.digest(), 1, Integer::sum));
        return votes.stream()
                .max(Comparator.comparingInt(vote -> counts.getOrDefault(vote.digest(), 0)))
                .orElseThrow();
    }

    private static void askReferee(CoreState state, ChunkRecord chunk, Lease vote, Decisions out) {
        chunk.referee = vote.task;
        state.story.add(out.now(), chunk.chunk.id(), vote.worker, "is judged by this computer");
        out.command(new Command.CheckChunk(vote.task, chunk.chunk));
    }

    /** The values of the first to return it are kept; all who agree are credited when those are durable. */
    private static void accept(CoreState state, ChunkRecord chunk, List<Lease> votes, Decisions out) {
        Lease kept = votes.getFirst();
        kept.agreed = votes.size() + (kept.proven ? 1 : 0);
        chunk.unprovenBy = kept.agreed == 1 ? kept.worker : null;
        for (Lease vote : votes) {
            if (vote != kept) {
                vote.end(state, Outcome.VERIFIED, out);
                out.command(new Command.DropReturn(vote.task));
                kept.witnesses.add(vote);
            }
        }
        Replicas.enough(state, chunk);
        Aggregate.passed(state, kept, SAME, out);
    }

    /** A worker is gone, rests or is in quarantine: who waited for it is judged here. */
    static void fleetChanged(CoreState state, Decisions out) {
        for (JobRecord job : List.copyOf(state.jobs())) {
            if (job.job.options().verification().method() == Verification.Method.SPOT) {
                for (ChunkRecord chunk : List.copyOf(job.ready.returned())) {
                    if (!chunk.leases.isEmpty()) {
                        decide(state, chunk, out);
                    }
                }
            }
        }
    }

    /** What the worker gave, and nobody looked at, counts no more: it is computed again, as long as its job is not complete. */
    static void distrust(CoreState state, WorkerId worker, Decisions out) {
        for (JobRecord job : List.copyOf(state.jobs())) {
            for (ChunkRecord chunk : job.chunks) {
                if (worker.equals(chunk.unprovenBy)) {
                    doubt(state, chunk, out);
                }
            }
        }
    }

    /** One that is on its way to the disk is doubted when it is there. */
    static void doubt(CoreState state, ChunkRecord chunk, Decisions out) {
        @Nullable WorkerId by = chunk.unprovenBy;
        if (by != null && chunk.state == ChunkState.VERIFIED && chunk.job.state == JobState.RUNNING) {
            out.fact(new Fact.ChunkDoubted(chunk.chunk.id(), by, out.now()));
            chunk.unprovenBy = null;
            state.story.add(out.now(), chunk.chunk.id(), by, "gave a result that is not trusted any more");
            Replicas.ask(state, chunk, out);
        }
    }
}
