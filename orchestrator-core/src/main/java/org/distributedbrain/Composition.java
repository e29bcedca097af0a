package org.distributedbrain;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.loop.CommandRunner;
import org.distributedbrain.loop.Mailbox;
import org.distributedbrain.loop.OpenJobs;
import org.distributedbrain.loop.OpenMatrices;
import org.distributedbrain.loop.OrchestratorLoop;
import org.distributedbrain.loop.Pulse;
import org.distributedbrain.loop.Reopener;
import org.distributedbrain.loop.Requestors;
import org.distributedbrain.loop.ReturnedValuesPool;
import org.distributedbrain.loop.SteadyClock;
import org.distributedbrain.metrics.Metrics;
import org.distributedbrain.metrics.StoreMeter;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.SqlJobStore;
import org.distributedbrain.persist.StoreWriter;
import org.distributedbrain.publish.Publisher;
import org.distributedbrain.server.Extension;
import org.distributedbrain.server.HttpServer;
import org.distributedbrain.server.MetricsApi;
import org.distributedbrain.server.NetworkApi;
import org.distributedbrain.server.SocketLimits;
import org.distributedbrain.server.TunnelDoor;
import org.distributedbrain.server.WorkerSocket;
import org.distributedbrain.server.WorkerSocketDeps;
import org.distributedbrain.tls.TlsFiles;
import org.distributedbrain.tunnel.NgrokDesk;
import org.distributedbrain.tunnel.UsageMeter;

/** Every part of a running orchestrator, put together here and nowhere else. Owns what its facade hands on. */
final class Composition {
    /** The loop turns several times a second, and a transaction takes milliseconds. */
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final StoreMeter storing;
    private final HttpServer door;
    private final Runnable afterOpening;
    final Pulse pulse;
    final DataFolder folder;
    final SqlJobStore store;
    final Publisher publisher;
    final JobDesk jobs;
    final CertificateDesk certificates;
    final OperandDesk operands;
    final EstimateDesk estimates;
    final WorkerDesk workers;
    final LocalWorkers localWorkers;
    final InvitationDesk invitations;
    final NgrokDesk tunnel;

    /**
     * @param grid what the doors serve; not called before {@link #open}
     * @param networks this computer's addresses on its networks as they are now, best first
     * @param parts gets what is to be closed, in the order in which it was opened
     * @throws BadInput when something is in the way: the folder is in use, the database is of a newer version
     */
    Composition(OrchestratorOptions options, Grid grid, Supplier<List<InetAddress>> networks, Closing parts) {
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
        TunnelDoor tunnelDoor = new TunnelDoor();
        WorkerSocketDeps guarded = new WorkerSocketDeps(
                mailbox, returned, guests, folder::joinKey, options.allowedOrigins(), clock, store::leaderboard);
        WorkerSocket socket = new WorkerSocket(guarded, limits);
        Reopener reopener = parts.add(
                new Reopener(openJobs, folder.scratch(), matrices, file -> blobs.hold(file)::close, mailbox::reply));
        CommandRunner runner =
                parts.add(new CommandRunner(openJobs, returned, socket.links(), requestors, reopener, mailbox::reply));
        Restart restart = Restart.of(limits, store, folder, runner::run, now);
        publisher = parts.add(new Publisher(restart.earlier(), now));
        workers = new WorkerDesk(store, mailbox, requestors);
        estimates = new EstimateDesk(mailbox, requestors, clock);
        operands = new OperandDesk(
                store, blobs, matrices, id -> mailbox.post(new Event.OperandRemoved(id)), publisher::holders, clock);
        certificates = new CertificateDesk(folder, store, matrices);
        jobs = new JobDesk(folder, store, mailbox, openJobs, operands, matrices, requestors, publisher, clock);
        Metrics metrics = parts.add(new Metrics(publisher::latest, mailbox::waiting));
        storing = metrics.storing(writer::write);
        OrchestratorLoop loop =
                parts.add(new OrchestratorLoop(restart.core(), mailbox, runner::run, storing, publisher, clock));
        pulse = loop.pulse();
        pulse.listen(metrics::turned);
        loop.start();

        DeviceDesk devices = new DeviceDesk(store.devices(), clock);
        TokenDesk tokens = new TokenDesk(folder, store.tokens(), clock);
        List<Extension> extensions = List.of(socket, new NetworkApi(devices), new MetricsApi(metrics));
        door = parts.add(
                new HttpServer(options.http(), grid, blobs, tokens, extensions, tunnelDoor, options.trustForwarded()));
        tunnel = parts.add(tunnel(options, folder.tunnel(), tunnelDoor, clock));
        parts.add(socket);
        LanHttps https = new LanHttps(new TlsFiles(folder.root()), options.httpsPort(), clock);
        invitations = new InvitationDesk(door, folder, guests, options.publicUrl(), networks, https, tunnel);
        localWorkers = parts.add(
                new LocalWorkers(invitations::ofThisComputer, folder.root().resolve("workers")));
        afterOpening = () -> {
            if (options.tunnel().atStart()) {
                tunnel.start(false);
            }
            parts.add(new Sweeping(blobs::sweep));
            parts.add(new JoinedDevices(store.devices(), publisher::latest, clock));
            parts.add(new Rehearsal(folder.scratch(), mailbox));
            parts.add(requestors::close); // first of all: who waits for a job would hold up the door
        };
    }

    private static NgrokDesk tunnel(OrchestratorOptions options, Path folder, TunnelDoor door, InstantSource clock) {
        UsageMeter meter = new UsageMeter(folder.resolve("usage"), clock);
        return new NgrokDesk(
                folder, new TunnelEnd(door, meter), options.tunnel().settings(), meter, clock);
    }

    /** Opens the door: from now on the grid is called. @throws BadInput when the port cannot be had */
    void open() {
        door.start();
        invitations.opened();
        folder.publishServer(url());
        afterOpening.run();
    }

    /** Whether nothing is decided any more, or nothing that is decided gets stored. */
    boolean isStuck() {
        return pulse.isStuck(STUCK) || storing.isStuck(STUCK);
    }

    /** Where the doors are, seen from this computer. */
    URI url() {
        return URI.create("http://" + invitations.ofThisComputer().getAuthority());
    }
}
