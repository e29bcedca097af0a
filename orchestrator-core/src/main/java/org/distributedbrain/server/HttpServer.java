package org.distributedbrain.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.Blobs;

/** The door: one port with the worker page, the HTTP API and, put in by its owner, the workers' WebSocket. Owns the listening socket. */
public final class HttpServer implements AutoCloseable {
    static final long MAX_JSON_BYTES = 64 * 1024;

    private final HttpOptions options;
    private final InetAddress address;
    private final EventStreams events;
    private final Routes routes;
    private final Javalin javalin;
    private final ConnectionGuard guard;
    private final AcceptedConnections connections;
    private final NetworkDoor network;
    private final TunnelDoor tunnel;

    /**
     * @param blobs where uploaded files go
     * @param tokens who may use it
     * @param extensions what is served besides
     * @throws BadInput when the host is no address, or the port no port
     */
    public HttpServer(
            HttpOptions options, Grid grid, Blobs blobs, TokenRegistry tokens, List<? extends Extension> extensions) {
        this(options, grid, blobs, tokens, extensions, new TunnelDoor(), true);
    }

    /**
     * @param tunnel the door behind a tunnel, closed with this
     * @param trustForwarded whether a proxy on this computer is believed about where requests come from
     */
    public HttpServer(
            HttpOptions options,
            Grid grid,
            Blobs blobs,
            TokenRegistry tokens,
            List<? extends Extension> extensions,
            TunnelDoor tunnel,
            boolean trustForwarded) {
        this(options, grid, blobs, tokens, extensions, tunnel, trustForwarded, EventStreams.HEARTBEAT);
    }

    /** @param heartbeat how long a stream of events is silent at the most */
    HttpServer(
            HttpOptions options,
            Grid grid,
            Blobs blobs,
            TokenRegistry tokens,
            List<? extends Extension> extensions,
            TunnelDoor tunnel,
            boolean trustForwarded,
            Duration heartbeat) {
        this.options = options;
        this.tunnel = tunnel;
        this.events = new EventStreams(grid, heartbeat);
        this.address = resolve(options);
        this.guard = new ConnectionGuard(options.limits());
        this.connections = new AcceptedConnections(guard);
        this.network = new NetworkDoor(guard);
        var limits = new RateLimits(options.limits(), System::nanoTime);
        var auth = new Auth(tokens, address.isLoopbackAddress(), grid::invitation, limits);
        List<RouteGroup> groups = new ArrayList<>(List.of(
                new PublicApi(grid).routes(),
                new JobApi(grid, blobs, new OwnJobs(tokens)).routes(),
                new EventApi(grid, events).routes(),
                new ResultApi(grid).routes(),
                new HistoryApi(grid).routes(),
                new BlobApi(blobs, options.maxBlobBytes()).routes(),
                new OperandApi(grid, blobs).routes(),
                new NodeApi(grid).routes(),
                new FaultApi(grid).routes(),
                new InvitationApi(grid).routes(),
                new TokenApi(tokens).routes(),
                new TunnelApi(grid).routes(),
                new LinkProbe().routes(),
                new DescriptionApi(this::routes).routes()));
        extensions.forEach(extension -> groups.addAll(extension.routes()));
        this.routes = new Routes(List.copyOf(groups));
        this.javalin = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.maxRequestSize = MAX_JSON_BYTES;
            config.http.prefer405over404 = true;
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.addCustomizer(new ForwardedHeaders(trustForwarded, tunnel::isAt));
            });
            config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new BadMessages()));
            config.jetty.addConnector((server, http) -> {
                network.hang(server, http);
                tunnel.hang(server, http, guard);
                return Listeners.on(server, http, options.host(), options.port(), connections);
            });
            ErrorMapping.install(config.routes);
            new ResponseHeaders(options.allowedOrigins()).install(config.routes);
            config.routes.before(limits::fromAddress);
            config.routes.beforeMatched(auth);
            routes.install(config.routes);
            new WorkerPage().install(config.routes);
            extensions.forEach(extension -> extension.install(config));
        });
    }

    /** Opens the door and returns where it is. @throws BadInput when the port cannot be had, saying what to do */
    public InetSocketAddress start() {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw explain(e);
        }
        return address();
    }

    /** Where the door is, once it is open. */
    public InetSocketAddress address() {
        return new InetSocketAddress(address, javalin.port());
    }

    /** What the server answers with: for the test that holds it against {@link #routes}. */
    Javalin javalin() {
        return javalin;
    }

    /** Everything that is served for programs. */
    Routes routes() {
        return routes;
    }

    /** The door to the computer's networks, beside this one. */
    public NetworkDoor network() {
        return network;
    }

    @Override
    public void close() {
        events.close();
        javalin.stop();
        network.close();
        tunnel.close();
        connections.close();
        guard.close();
    }

    private static InetAddress resolve(HttpOptions options) {
        if (options.port() < 0 || options.port() > 65535) {
            throw new BadInput("Port " + options.port() + " is not a port: use 1 to 65535, or 0 for any free one.");
        }
        try {
            return InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new BadInput(
                    "The host '" + options.host()
                            + "' is unknown: use 127.0.0.1 for this computer only, or 0.0.0.0 for every network.",
                    e);
        }
    }

    private RuntimeException explain(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof java.nio.channels.UnresolvedAddressException) {
                return new BadInput(sentence(String.valueOf(cause.getMessage())), failure);
            }
        }
        return failure;
    }

    private String sentence(String reason) {
        var where = "Port " + options.port() + " on " + options.host();
        if (reason.contains("Permission denied")) {
            return where + " is reserved for the system: choose one above 1023 with --port.";
        }
        if (reason.contains("in use")) {
            return where + " is in use: stop what listens there, or choose another with --port.";
        }
        return "This computer has no address " + options.host()
                + ": use 127.0.0.1 for this computer only, or 0.0.0.0 for every network.";
    }
}
