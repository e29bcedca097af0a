package org.distributedbrain.cli;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.distributedbrain.Invitation;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain serve}: an orchestrator without a window, until it is asked to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Run the orchestrator without a window.")
final class ServeCommand implements Callable<Integer> {
    private static final int MOST_LOCAL_WORKERS = 64;
    private final Terminal terminal;

    @Mixin
    ServerOptions server;

    @Option(
            names = "--local-workers",
            paramLabel = "N",
            description = "Let this computer work too, as N workers. Default: 0.")
    int localWorkers;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (localWorkers < 0 || localWorkers > MOST_LOCAL_WORKERS) {
            throw new BadInput("--local-workers is " + localWorkers + ": use 0 to " + MOST_LOCAL_WORKERS + ".");
        }
        var configuration = server.resolve(terminal.environment());
        var options = configuration.orchestrator(terminal.environment(), InstantSource.system());
        if (configuration.logsJson()) {
            Logging.jsonToStderr();
        }
        try (var stop = new UntilStopped();
                var orchestrator = Orchestrator.start(options)) {
            Logging.toFolder(orchestrator.dataFolder().resolve("logs"), configuration.logsJson());
            introduce(orchestrator);
            try (var _ = orchestrator.subscribe(new ServeNews(terminal));
                    var _ = orchestrator.tunnel().subscribe(new TunnelNews(terminal, () -> invite(orchestrator)))) {
                addLocalWorkers(orchestrator);
                stop.await();
            }
            terminal.err().println("Stopping: workers are told, the data folder is closed.");
        }
        return ExitStatus.DONE;
    }

    private void introduce(Orchestrator orchestrator) {
        var invitation = orchestrator.invitation();
        var out = terminal.out();
        out.println(terminal.bold("The Distributed Brain " + Version.text()) + " serves at " + orchestrator.url());
        out.println("Join URL     " + invitation.best());
        var urls = invitation.all();
        urls.subList(Math.min(1, urls.size()), urls.size()).forEach(other -> out.println("  or         " + other));
        if (!invitation.fingerprint().isEmpty()) {
            out.println("Certificate  SHA-256 " + invitation.fingerprint());
        }
        out.println("Data folder  " + orchestrator.dataFolder());
        out.println(reach(invitation));
        out.flush();
    }

    private void invite(Orchestrator orchestrator) {
        terminal.err().println("Join URL     " + orchestrator.invitation().best());
    }

    private static String reach(Invitation invitation) {
        return invitation.loopbackOnly()
                ? "Only this computer can join: ./brain invite --open lets devices in its networks join too. Ctrl-C stops."
                : "Open the join URL on any device, or run ./brain work with it. Ctrl-C stops.";
    }

    private void addLocalWorkers(Orchestrator orchestrator) {
        var threads = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, localWorkers));
        for (var i = 1; i <= localWorkers; i++) {
            orchestrator.addLocalWorker(localWorkers == 1 ? "This computer" : "This computer " + i, threads);
        }
    }
}
