package org.distributedbrain.flow;

import static org.distributedbrain.flow.ChunkState.CHECKING;
import static org.distributedbrain.flow.ChunkState.LEASED;
import static org.distributedbrain.flow.ChunkState.READY;
import static org.distributedbrain.flow.ChunkState.STORING;
import static org.distributedbrain.flow.ChunkState.VERIFIED;
import static org.distributedbrain.job.JobState.CANCELLED;
import static org.distributedbrain.job.JobState.DONE;
import static org.distributedbrain.job.JobState.FAILED;
import static org.distributedbrain.job.JobState.QUEUED;
import static org.distributedbrain.job.JobState.RUNNING;
import static org.distributedbrain.job.JobState.SEALING;

import java.util.LinkedHashSet;
import java.util.Set;
import org.distributedbrain.job.JobState;

/**
 * A state machine as data: the edges that exist, and those that were taken. An edge outside the table is a defect of the core and throws;
 * an edge inside it that no test takes fails the simulation's coverage test.
 */
public final class Transitions<S extends Enum<S>> {

    /** One edge. */
    public record Edge<S extends Enum<S>>(S from, S to) {}

    private final Set<Edge<S>> allowed;
    private final Set<Edge<S>> taken = new LinkedHashSet<>();

    @SafeVarargs
    private Transitions(Edge<S>... allowed) {
        this.allowed = new LinkedHashSet<>(Set.of(allowed));
    }

    static Transitions<ChunkState> chunks() {
        return new Transitions<>(
                new Edge<>(READY, VERIFIED), // by an earlier run
                new Edge<>(READY, LEASED),
                new Edge<>(LEASED, READY), // the worker is gone, failed, or overdue
                new Edge<>(LEASED, CHECKING),
                new Edge<>(CHECKING, READY), // the result was wrong
                new Edge<>(CHECKING, LEASED), // the result was wrong, and another worker has it, too
                new Edge<>(CHECKING, STORING),
                new Edge<>(STORING, VERIFIED),
                new Edge<>(VERIFIED, READY)); // it was taken for its worker's record, and that worker lied
    }

    static Transitions<JobState> jobs() {
        return new Transitions<>(
                new Edge<>(QUEUED, RUNNING),
                new Edge<>(QUEUED, FAILED),
                new Edge<>(QUEUED, CANCELLED),
                new Edge<>(RUNNING, SEALING),
                new Edge<>(RUNNING, FAILED),
                new Edge<>(RUNNING, CANCELLED),
                new Edge<>(SEALING, DONE),
                new Edge<>(SEALING, FAILED), // the result file could not be completed
                new Edge<>(SEALING, CANCELLED));
    }

    /** Takes the edge and returns its end. @throws IllegalStateException for an edge that does not exist */
    S take(S from, S to, Object whose) {
        Edge<S> edge = new Edge<>(from, to);
        if (!allowed.contains(edge)) {
            throw new IllegalStateException(whose + " cannot go from " + from + " to " + to);
        }
        taken.add(edge);
        return to;
    }

    public Set<Edge<S>> allowed() {
        return Set.copyOf(allowed);
    }

    public Set<Edge<S>> taken() {
        return Set.copyOf(taken);
    }
}
