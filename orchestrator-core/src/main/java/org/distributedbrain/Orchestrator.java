package org.distributedbrain;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

/** A running orchestrator: hands every wish to the part that fulfils it. Owns that its parts are stopped in the opposite order of their start. */
public final class Orchestrator implements Grid, AutoCloseable {
    private final Closing parts;
    private final Composition its;

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
            Orchestrator orchestrator = new Orchestrator(options, networks, parts);
            orchestrator.its.open();
            return orchestrator;
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private Orchestrator(OrchestratorOptions options, Supplier<List<InetAddress>> networks, Closing parts) {
        this.parts = parts;
        this.its = new Composition(options, this, networks, parts);
    }

    /** Where the doors are, seen from this computer. */
    public URI url() {
        return its.url();
    }

    /** For how long, at most, the thread that decides everything was busy with one thing and heard of nothing else. */
    public Duration longestTurn() {
        return its.pulse.longestTurn();
    }

    @Override
    public JobView submit(JobSpec spec) {
        return its.jobs.submit(spec);
    }

    @Override
    public Estimate estimate(JobSpec spec) {
        return its.estimates.of(spec);
    }

    @Override
    public Estimate estimate(MatmulSize size, JobOptions options) {
        return its.estimates.of(size, options);
    }

    @Override
    public boolean cancel(JobId id) {
        return its.jobs.cancel(id);
    }

    @Override
    public JobView await(JobId id, Duration limit) throws InterruptedException {
        return its.jobs.await(id, limit);
    }

    @Override
    public Optional<JobView> job(JobId id) {
        return its.jobs.job(id);
    }

    @Override
    public List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        return its.jobs.jobs(filter, after, limit);
    }

    @Override
    public long jobCount(JobFilter filter) {
        return its.jobs.count(filter);
    }

    @Override
    public Optional<Thumbnail> picture(JobId id, int longestSide) {
        return its.jobs.picture(id, longestSide);
    }

    @Override
    public Path result(JobId id) {
        return its.jobs.result(id);
    }

    @Override
    public SignedCertificate certificate(JobId id) {
        return its.certificates.certificate(id);
    }

    @Override
    public Snapshot snapshot() {
        return its.publisher.latest();
    }

    @Override
    public Health health() {
        return its.isStuck() ? Health.STUCK : Grid.super.health();
    }

    @Override
    public Subscription subscribe(Consumer<Snapshot> listener) {
        return its.publisher.subscribe(listener)::run;
    }

    @Override
    public OperandView putOperand(Path file, String name) {
        return its.operands.put(file, name);
    }

    @Override
    public List<OperandView> operands() {
        return its.operands.all();
    }

    @Override
    public Optional<OperandView> operand(String idOrName) {
        return its.operands.find(idOrName);
    }

    @Override
    public Optional<String> removeOperand(OperandId operand) {
        return its.operands.remove(operand);
    }

    @Override
    public List<Execution> executions(JobId id, long after, int limit) {
        return its.jobs.executions(id, after, limit);
    }

    @Override
    public TaskStream taskStream(JobId id, @Nullable Instant from, @Nullable Instant to, int resolutions) {
        return its.jobs.taskStream(id, from, to, resolutions);
    }

    @Override
    public Standing quarantine(WorkerId worker, boolean wanted) {
        return wanted ? its.workers.quarantine(worker) : its.workers.release(worker);
    }

    @Override
    public void drain(WorkerId worker) {
        its.workers.drain(worker);
    }

    @Override
    public void resume(WorkerId worker) {
        its.workers.resume(worker);
    }

    @Override
    public void remove(WorkerId worker) {
        its.workers.remove(worker);
    }

    @Override
    public List<LeaderboardRow> leaderboard(int limit) {
        return its.store.leaderboard(limit);
    }

    @Override
    public List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        return its.store.faults(filter, after, limit);
    }

    @Override
    public Invitation invitation() {
        return its.invitations.invitation();
    }

    @Override
    public Invitation openDoor(boolean open) {
        return its.invitations.openDoor(open);
    }

    @Override
    public Invitation renewJoinKey() {
        return its.invitations.renewJoinKey();
    }

    @Override
    public TunnelControl tunnel() {
        return its.tunnel;
    }

    @Override
    public LocalWorker addLocalWorker(String name, int threads) {
        return its.localWorkers.add(name, threads);
    }

    @Override
    public List<LocalWorker> localWorkers() {
        return its.localWorkers.all();
    }

    @Override
    public Path dataFolder() {
        return its.folder.root();
    }

    @Override
    public void close() {
        parts.close();
    }
}
