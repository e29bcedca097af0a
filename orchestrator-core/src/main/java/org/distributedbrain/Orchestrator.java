package org.distributedbrain;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.flow.Event;
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
import org.distributedbrain.loop.CommandRunner;
import org.distributedbrain.loop.Mailbox;
import org.distributedbrain.loop.OpenJobs;
import org.distributedbrain.loop.OpenMatrices;
import org.distributedbrain.loop.OrchestratorLoop;
import org.distributedbrain.loop.Reopener;
import org.distributedbrain.loop.Requestors;
import org.distributedbrain.loop.ReturnedValuesPool;
import org.distributedbrain.loop.SteadyClock;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.SqlJobStore;
import org.distributedbrain.persist.StoreWriter;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.OperandView;
import org.distributedbrain.publish.Publisher;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.server.HttpServer;
import org.distributedbrain.server.SocketLimits;
import org.distributedbrain.server.WorkerSocket;
import org.distributedbrain.server.WorkerSocketDeps;
import org.jspecify.annotations.Nullable;

/** The composition root: puts the parts together, starts them, and stops them in the opposite order. */
public final class Orchestrator implements Grid, AutoCloseable {
    private final Closing parts;
    private final DataFolder folder;
    private final SqlJobStore store;
    private final Publisher publisher;
    private final JobDesk desk;
    private final CertificateDesk certificates;
    private final OperandDesk operandDesk;
    private final EstimateDesk estimates;
    private final WorkerDesk workerDesk;
    private final LocalWorkers localWorkers;
    private final InvitationDesk invitations;

    /**
     * Opens the data folder, the store and the doors.
     *
     * @throws BadInput when something is in the way: the folder or the port is in use, the database is of a newer version; nothing stays open
     */
    public static Orchestrator start(OrchestratorOptions options) {
        return start(options, Networks::addresses);
    }

    static Orchestrator start(OrchestratorOptions options, Supplier<List<InetAddress>> networks) {
        Closing parts = new Closing();
        try {
            return new Orchestrator(options, networks, parts);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private Orchestrator(OrchestratorOptions options, Supplier<List<InetAddress>> networks, Closing parts) {
        this.parts = parts;
        SocketLimits limits = SocketLimits.STANDARD;
        InstantSource clock = new SteadyClock(options.clock(), System::nanoTime);
        Instant now = clock.instant();

        folder = parts.add(DataFolder.open(options.data()));
        store = parts.add(SqlJobStore.open(folder.database(), now));
        Blobs blobs = new Blobs(folder.blobs(), id -> store.operand(id).isPresent(), clock);
        OpenMatrices matrices = parts.add(new OpenMatrices(folder.scratch(), file -> blobs.hold(file)::close));
        OpenJobs openJobs = new OpenJobs(folder::result);
        parts.add(openJobs::close);
        Requestors requestors = new Requestors();
        Guests guests = new Guests(store);
        StoreWriter writer = parts.add(StoreWriter.start(store));

        Mailbox mailbox = new Mailbox();
        ReturnedValuesPool returned = new ReturnedValuesPool();
        WorkerSocketDeps guarded = new WorkerSocketDeps(
                mailbox, returned, guests, folder::joinKey, options.allowedOrigins(), clock, store::leaderboard);
        WorkerSocket socket = new WorkerSocket(guarded, limits);
        Reopener reopener = parts.add(
                new Reopener(openJobs, folder.scratch(), matrices, file -> blobs.hold(file)::close, mailbox::reply));
        CommandRunner runner =
                parts.add(new CommandRunner(openJobs, returned, socket.links(), requestors, reopener, mailbox::reply));
        Restart restart = Restart.of(limits, store, folder, runner::run, now);
        publisher = parts.add(new Publisher(restart.earlier(), now));
        workerDesk = new WorkerDesk(store, mailbox, requestors);
        estimates = new EstimateDesk(mailbox, requestors, clock);
        operandDesk = new OperandDesk(
                store, blobs, matrices, id -> mailbox.post(new Event.OperandRemoved(id)), publisher::holders, clock);
        certificates = new CertificateDesk(folder, store, matrices);
        desk = new JobDesk(folder, store, mailbox, openJobs, operandDesk, matrices, requestors, publisher, clock);
        parts.add(new OrchestratorLoop(restart.core(), mailbox, runner::run, writer::write, publisher, clock))
                .start();

        HttpServer door = parts.add(new HttpServer(options.http(folder.operatorToken()), this, blobs, socket::install));
        parts.add(socket);
        invitations = new InvitationDesk(door, folder, guests, options.publicUrl(), networks);
        door.start();
        folder.publishServer(url());
        parts.add(new Sweeping(blobs::sweep));
        parts.add(new Rehearsal(folder.scratch(), mailbox));
        localWorkers = parts.add(
                new LocalWorkers(invitations::ofThisComputer, folder.root().resolve("workers")));
        parts.add(requestors::close); // first of all: who waits for a job would hold up the door
    }

    /** Where the doors are, seen from this computer. */
    public URI url() {
        return URI.create("http://" + invitations.ofThisComputer().getAuthority());
    }

    @Override
    public JobView submit(JobSpec spec) {
        return desk.submit(spec);
    }

    @Override
    public Estimate estimate(JobSpec spec) {
        return estimates.of(spec);
    }

    @Override
    public Estimate estimate(MatmulSize size, JobOptions options) {
        return estimates.of(size, options);
    }

    @Override
    public boolean cancel(JobId id) {
        return desk.cancel(id);
    }

    @Override
    public JobView await(JobId id, Duration limit) throws InterruptedException {
        return desk.await(id, limit);
    }

    @Override
    public Optional<JobView> job(JobId id) {
        return desk.job(id);
    }

    @Override
    public List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        return desk.jobs(filter, after, limit);
    }

    @Override
    public long jobCount(JobFilter filter) {
        return desk.count(filter);
    }

    @Override
    public Optional<Thumbnail> picture(JobId id, int longestSide) {
        return desk.picture(id, longestSide);
    }

    @Override
    public Path result(JobId id) {
        return desk.result(id);
    }

    @Override
    public SignedCertificate certificate(JobId id) {
        return certificates.certificate(id);
    }

    @Override
    public Snapshot snapshot() {
        return publisher.latest();
    }

    @Override
    public Subscription subscribe(Consumer<Snapshot> listener) {
        return publisher.subscribe(listener)::run;
    }

    @Override
    public OperandView putOperand(Path file, String name) {
        return operandDesk.put(file, name);
    }

    @Override
    public List<OperandView> operands() {
        return operandDesk.all();
    }

    @Override
    public Optional<OperandView> operand(String idOrName) {
        return operandDesk.find(idOrName);
    }

    @Override
    public Optional<String> removeOperand(OperandId operand) {
        return operandDesk.remove(operand);
    }

    @Override
    public List<Execution> executions(JobId id, long after, int limit) {
        return desk.executions(id, after, limit);
    }

    @Override
    public TaskStream taskStream(JobId id, @Nullable Instant from, @Nullable Instant to, int resolutions) {
        return desk.taskStream(id, from, to, resolutions);
    }

    @Override
    public Standing quarantine(WorkerId worker, boolean wanted) {
        return wanted ? workerDesk.quarantine(worker) : workerDesk.release(worker);
    }

    @Override
    public void drain(WorkerId worker) {
        workerDesk.drain(worker);
    }

    @Override
    public void resume(WorkerId worker) {
        workerDesk.resume(worker);
    }

    @Override
    public void remove(WorkerId worker) {
        workerDesk.remove(worker);
    }

    @Override
    public List<LeaderboardRow> leaderboard(int limit) {
        return store.leaderboard(limit);
    }

    @Override
    public List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        return store.faults(filter, after, limit);
    }

    @Override
    public Invitation invitation() {
        return invitations.invitation();
    }

    @Override
    public Invitation openDoor(boolean open) {
        return invitations.openDoor(open);
    }

    @Override
    public Invitation renewJoinKey() {
        return invitations.renewJoinKey();
    }

    @Override
    public LocalWorker addLocalWorker(String name, int threads) {
        return localWorkers.add(name, threads);
    }

    @Override
    public List<LocalWorker> localWorkers() {
        return localWorkers.all();
    }

    @Override
    public Path dataFolder() {
        return folder.root();
    }

    @Override
    public void close() {
        parts.close();
    }
}
