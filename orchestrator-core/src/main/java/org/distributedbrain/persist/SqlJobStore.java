package org.distributedbrain.persist;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.distributedbrain.db.Database;
import org.distributedbrain.db.DatabaseException;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.StoredOperand;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.ProvenJob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link JobStore} and {@link OperandStore} in an SQL database. It owns the database and closes it. */
public final class SqlJobStore implements JobStore, OperandStore, ProofStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqlJobStore.class);
    private static final int FAULTS_KEPT = 20_000;

    private final Database database;
    private final Identities identities;
    private final AttemptRollup rollup;
    private final DeviceStore devices;
    private final TokenStore tokens;

    SqlJobStore(Database database) {
        this(database, AttemptRollup.OF_A_JOB, AttemptRollup.OF_ALL);
    }

    SqlJobStore(Database database, int attemptsOfAJob, long attemptsOfAll) {
        this.database = database;
        this.rollup = new AttemptRollup(database, attemptsOfAJob, attemptsOfAll);
        this.identities = new Identities(database);
        this.devices = new DeviceStore(database);
        this.tokens = new TokenStore(database);
    }

    /**
     * Opens the store in {@code file}, or makes it.
     *
     * @param now when that is, to tell which identities are old enough to be forgotten
     * @throws BadInput when the file cannot be used: damaged, of a newer version, not ours, not writable
     */
    public static SqlJobStore open(Path file, Instant now) {
        try {
            Database database = Database.open(file);
            boolean ready = false;
            try {
                SqlJobStore store = new SqlJobStore(database);
                store.identities.forgetIdle(now);
                store.devices.startAt(now);
                store.forgetOldFaults();
                store.settleEarlierFaults();
                ready = true;
                return store;
            } finally {
                if (!ready) {
                    database.close();
                }
            }
        } catch (DatabaseException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
    }

    /** The timeline is kept as far back as people look, so that it cannot fill the disk. */
    private void forgetOldFaults() {
        database.write(dsl -> FaultHistory.keepNewest(dsl, FAULTS_KEPT));
    }

    private void settleEarlierFaults() {
        database.write(dsl -> {
            new FaultRows(dsl).settleEarlier();
            return dsl;
        });
    }

    @Override
    public void commit(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        guarded(() -> database.write(dsl -> {
            FactWriter.write(dsl, facts);
            return facts;
        }));
        rollup.stored(facts);
    }

    @Override
    public void tidy() {
        try {
            rollup.tidy();
        } catch (DatabaseException e) {
            LOG.warn("Old attempts could not be merged; it is tried again after the next commit.", e);
        }
    }

    @Override
    public List<Execution> executions(JobId job, long after, int limit) {
        return guarded(() -> database.read(dsl -> Executions.page(dsl, job, after, page(limit))));
    }

    @Override
    public List<Execution> executions(JobId job, Instant from, Instant to) {
        return guarded(() -> database.read(dsl -> Executions.within(dsl, job, from, to)));
    }

    @Override
    public List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        return guarded(() -> database.read(dsl -> JobPages.page(dsl, filter, after, page(limit))));
    }

    @Override
    public long count(JobFilter filter) {
        return guarded(() -> database.read(dsl -> JobPages.count(dsl, filter)));
    }

    @Override
    public Optional<JobView> job(JobId job) {
        return guarded(() -> database.read(dsl -> History.job(dsl, job)));
    }

    @Override
    public List<UnfinishedJob> unfinished() {
        return guarded(() -> database.read(Unfinished::jobs));
    }

    @Override
    public List<LeaderboardRow> leaderboard(int limit) {
        return guarded(() -> database.read(dsl -> History.leaderboard(dsl, page(limit))));
    }

    @Override
    public List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        return guarded(() -> database.read(dsl -> FaultHistory.faults(dsl, filter, after, page(limit))));
    }

    @Override
    public WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now) {
        return guarded(() -> identities.identify(id, secret, name, now));
    }

    /** The identity that id and secret match, if there is one; none is made. */
    public Optional<WorkerIdentity> recognise(@Nullable String id, @Nullable String secret, String name) {
        return guarded(() -> identities.recognise(id, secret, name));
    }

    @Override
    public Optional<Standing> standing(WorkerId worker) {
        return guarded(() -> identities.standing(worker));
    }

    @Override
    public StoredOperand put(StoredOperand operand) {
        return guarded(() -> database.write(dsl -> OperandRows.put(dsl, operand)));
    }

    @Override
    public List<StoredOperand> operands() {
        return guarded(() -> database.read(OperandRows::all));
    }

    @Override
    public Optional<StoredOperand> operand(OperandId id) {
        return guarded(() -> database.read(dsl -> OperandRows.find(dsl, id)));
    }

    @Override
    public void used(OperandId id, Instant at) {
        guarded(() -> database.write(dsl -> OperandRows.used(dsl, id, at)));
    }

    @Override
    public boolean remove(OperandId id) {
        return guarded(() -> database.write(dsl -> OperandRows.remove(dsl, id)));
    }

    @Override
    public Optional<ProvenJob> proven(JobId job) {
        return guarded(() -> database.read(dsl -> Proofs.of(dsl, job)));
    }

    /** The registry of devices in the same database. */
    public DeviceStore devices() {
        return devices;
    }

    /** Requestors' tokens in the same database. */
    public TokenStore tokens() {
        return tokens;
    }

    /** Makes a consistent copy of the database in {@code target} while work goes on. */
    public void backup(Path target) {
        guarded(() -> {
            database.backup(target);
            return target;
        });
    }

    @Override
    public void close() {
        guarded(() -> {
            database.close();
            return database;
        });
    }

    private static int page(int limit) {
        return Math.clamp(limit, 0, LONGEST_PAGE);
    }

    static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }
}
