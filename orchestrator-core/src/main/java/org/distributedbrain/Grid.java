package org.distributedbrain;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.OperandView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.tunnel.TunnelControl;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a console, the HTTP API or a program may ask of a running orchestrator. Calls that wait (submit, cancel, await, reads of
 * history) are made on virtual threads, never on a user interface thread.
 */
public interface Grid {

    /** The latest view; never blocks. */
    Snapshot snapshot();

    /** Whether it can work, for who watches over it. */
    default Health health() {
        return snapshot().trouble() == null ? Health.WELL : Health.CANNOT_STORE;
    }

    /**
     * Calls {@code listener} with the latest snapshot, at most about every 50 ms, on the publisher's thread, until the returned handle is
     * closed. A slow listener misses snapshots, never gets an old one after a newer one.
     */
    Subscription subscribe(Consumer<Snapshot> listener);

    /**
     * Opens the operands, admits the job and returns its view once that is durable.
     *
     * @throws BadInput when the operands or sizes cannot be used; nothing is stored then
     */
    JobView submit(JobSpec spec);

    /**
     * What the job would take now, from measured links and speeds; nothing is submitted.
     *
     * @throws BadInput as {@link #submit} does, as far as that can be told without reading the operands
     */
    Estimate estimate(JobSpec spec);

    /** The same for matrices of these sizes that are not here yet and would be sent to workers. @throws BadInput for sizes that are not taken */
    Estimate estimate(MatmulSize size, JobOptions options);

    /** Ends an unfinished job; false if it had ended already. @throws BadInput when there is no such job */
    boolean cancel(JobId job);

    /** A job of any age. */
    Optional<JobView> job(JobId job);

    /**
     * The jobs of any age that the filter lets through, in its order: the first {@code limit} after {@code after}, or the first ones when it is
     * null; empty after the last.
     */
    List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit);

    /** How many jobs the filter lets through. */
    long jobCount(JobFilter filter);

    /** The newest {@code limit} jobs, newest first. */
    default List<JobView> jobs(int limit) {
        return jobs(JobFilter.ALL, null, limit);
    }

    /** Waits until the job has ended or {@code limit} has passed, and returns its view then. @throws BadInput when there is no such job */
    JobView await(JobId job, Duration limit) throws InterruptedException;

    /** The finished result, a {@code .npy} file that must not be changed. @throws BadInput when there is none, saying why */
    Path result(JobId job);

    /** A small picture of a job's result as far as it is there, no side longer than so many pixels; empty where a result is no picture. */
    Optional<Thumbnail> picture(JobId job, int longestSide);

    /** The proof of a finished job's result. @throws BadInput when there can be none, saying why */
    SignedCertificate certificate(JobId job);

    /**
     * Puts the matrix in a file on the grid, where any job can use it and workers keep it. The same content put again only gets the new name.
     *
     * @throws BadInput when the file or the name cannot be used; nothing stays then
     */
    OperandView putOperand(Path file, String name);

    /** The matrices on the grid, those put last first. */
    List<OperandView> operands();

    /** A matrix on the grid by its id, at least 8 of its first digits, or its name. @throws BadInput when several are meant */
    Optional<OperandView> operand(String idOrName);

    /**
     * Takes a matrix off the grid; workers let it go. Returns why it stays, in a sentence, while an unfinished job uses it; empty when it is gone.
     *
     * @throws BadInput when there is no such matrix
     */
    Optional<String> removeOperand(OperandId operand);

    /**
     * The next {@code limit} attempts at a job's chunks whose task numbers are above {@code after}, in that order; empty after the last. Old
     * ones of a long job, or of a job of long ago, are merged. @throws BadInput when there is no such job
     */
    List<Execution> executions(JobId job, long after, int limit);

    /**
     * What every worker did for a job, live or of long ago.
     *
     * @param from where it begins, or null for the submission of the job
     * @param to where it ends, or null for the end of the job, which is now while it goes on
     * @param resolutions as in {@link TaskStream#of}: as many as there are pixels
     * @throws BadInput when there is no such job
     */
    TaskStream taskStream(JobId job, @Nullable Instant from, @Nullable Instant to, int resolutions);

    /**
     * Where {@code wanted}: gives the worker, connected or not, no ordinary work, and drops what it has and gave that is not proven right.
     * Otherwise: ends its quarantine, if it is in one, so that it works like a newcomer.
     *
     * @return what is thought of it then
     * @throws BadInput when there was never such a worker
     */
    Standing quarantine(WorkerId worker, boolean wanted);

    /**
     * Gives the worker, connected or not, nothing new from now on; what it has it finishes. Until {@link #resume}, or until the orchestrator
     * ends. @throws BadInput when there was never such a worker
     */
    void drain(WorkerId worker);

    /** Ends {@link #drain}. @throws BadInput as there */
    void resume(WorkerId worker);

    /**
     * Sends the worker away at once, if it is connected: what it has goes to others, it does not come back by itself, and nothing counts
     * against it. @throws BadInput when there was never such a worker
     */
    void remove(WorkerId worker);

    /** The best contributors of all time, best first. */
    List<LeaderboardRow> leaderboard(int limit);

    /** The faults that the filter lets through, newest first: the first {@code limit} after {@code after}, or the newest when it is null. */
    List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit);

    /** The ways in for workers. */
    Invitation invitation();

    /**
     * Lets devices in this computer's networks reach the orchestrator from now on, at the port that it has on this computer, or no longer:
     * who came that way is disconnected then. Nothing of it is remembered for the next start. Opening an open door looks for new networks.
     *
     * @throws BadInput when it cannot be opened (the port is taken there, there is no network) or not be closed (it was started that way)
     */
    Invitation openDoor(boolean open);

    /**
     * Makes a new join key: from now on nobody joins with an invitation from before. Workers that have joined stay, and come back with their
     * identity. @throws BadInput when it cannot be stored, and the old one stays
     */
    Invitation renewJoinKey();

    /** The way in from anywhere. */
    TunnelControl tunnel();

    /** Adds this computer as a native worker with that many threads; it leaves when the orchestrator closes. */
    LocalWorker addLocalWorker(String name, int threads);

    /** The native workers of this process. */
    List<LocalWorker> localWorkers();

    /** The folder that holds everything this orchestrator keeps. */
    Path dataFolder();

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** A native worker in this process. */
    interface LocalWorker extends AutoCloseable {
        String name();

        int threads();

        /** Leaves the grid, handing back what is unfinished. */
        @Override
        void close();
    }
}
