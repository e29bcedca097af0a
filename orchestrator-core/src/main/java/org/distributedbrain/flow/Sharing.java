package org.distributedbrain.flow;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Whose turn it is among the jobs with chunks to hand out: stride scheduling (Waldspurger, Weihl, "Stride scheduling", MIT/LCS/TM-528, 1995), by
 * operations handed out in proportion to the jobs' weights. A newcomer begins where the others are, so nobody waits for what others had before.
 */
final class Sharing {
    private final NavigableSet<JobRecord> waiting = new TreeSet<>((x, y) -> {
        int byPass = Double.compare(x.pass, y.pass);
        return byPass != 0 ? byPass : Long.compare(x.number, y.number);
    });

    /** Where the job was that had a turn last. */
    private double reached;

    /** The job has chunks to hand out; unless it is held it gets its turns. */
    void join(JobRecord job) {
        if (job.held() == null && !waiting.contains(job)) {
            job.pass = Math.max(job.pass, reached);
            waiting.add(job);
        }
    }

    /** So many operations of the job were handed out. */
    void served(JobRecord job, double operations) {
        waiting.remove(job);
        reached = Math.max(reached, job.pass);
        job.pass = reached + operations / job.job.options().priority().weight();
        if (!job.ready.isEmpty()) {
            waiting.add(job);
        }
    }

    void leave(JobRecord job) {
        waiting.remove(job);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The one whose turn it is first. */
    Iterable<JobRecord> inTurn() {
        return waiting;
    }

    List<JobRecord> all() {
        return List.copyOf(waiting);
    }
}
