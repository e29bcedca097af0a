package org.distributedbrain.persist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/** Where facts go to be durable, and where history is read from. Reads are safe from any thread; commit has one caller at a time. */
public interface JobStore extends AutoCloseable {

    /** How many rows a read returns at most, whatever was asked for. */
    int LONGEST_PAGE = 1_000;

    /** Stores the facts in order, in one transaction, and returns when they are durable. @throws StoreException and stores none of them */
    void commit(List<Fact> facts);

    /**
     * The jobs that the filter lets through, in its order: those that come after {@code after}, or the first ones when it is null. Empty when
     * there is no such job.
     */
    List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit);

    /** How many the filter lets through. */
    long count(JobFilter filter);

    /** The newest jobs by submission, newest first. */
    default List<JobView> newest(int limit) {
        return jobs(JobFilter.ALL, null, limit);
    }

    Optional<JobView> job(JobId job);

    /** Attempts at the chunks of a job whose task numbers are above {@code after}, in the order of those numbers. */
    List<Execution> executions(JobId job, long after, int limit);

    /** Every attempt at the chunks of a job of which anything lies between two moments; their number is bounded by merging old ones. */
    List<Execution> executions(JobId job, Instant from, Instant to);

    /**
     * Merges attempts where there have become too many. Called between commits by the one who commits; never fails, because what is not
     * merged today is merged later.
     */
    void tidy();

    /** Jobs that had been accepted and had not ended when the orchestrator last stopped, in the order of their submission. */
    List<UnfinishedJob> unfinished();

    /** Workers with at least one verified task, those with the most verified operations first. */
    List<LeaderboardRow> leaderboard(int limit);

    /** The faults that the filter lets through, newest first: those that come after {@code after}, or the newest when it is null. */
    List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit);

    /**
     * Recognises a worker, or gives a new identity: when {@code id} and {@code secret} match a stored pair that identity is returned,
     * otherwise a new one is made and stored (its secret only as a hash). Safe from any thread.
     *
     * @throws org.distributedbrain.job.BadInput when no more identities are given
     */
    WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now);

    /** What is thought of a worker, connected or not; empty when there was never one with this id. */
    Optional<Standing> standing(WorkerId worker);

    @Override
    void close();

    /** The database cannot be written or read; the message says what to do, for example when the disk is full. */
    final class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StoreException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
