package org.distributedbrain.app.start;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.distributedbrain.Grid;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.cli.Logging;
import org.distributedbrain.config.Configuration;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.tunnel.TunnelOptions;

/** Starts the orchestrator in this process. */
public final class OrchestratorStarter implements GridStarter {
    private final Map<String, String> environment;

    public OrchestratorStarter(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Running start(ConsoleOptions options) {
        Orchestrator orchestrator = Orchestrator.start(new OrchestratorOptions(
                paths(options),
                options.host(),
                options.port(),
                options.httpsPort(),
                options.publicUrl(),
                options.trustForwarded(),
                options.allowedOrigins(),
                new TunnelOptions(
                        options.tunnel(),
                        Configuration.tunnelSettings(paths(options).root(), environment)),
                InstantSource.system()));
        Logging.toFolder(orchestrator.dataFolder().resolve("logs"), options.jsonLog());
        return new Owned(orchestrator);
    }

    /** Ends with the console, or with the process when that is told to stop, whichever comes first. */
    private static final class Owned implements Running {
        private final Orchestrator orchestrator;
        private final Thread atExit;

        Owned(Orchestrator orchestrator) {
            this.orchestrator = orchestrator;
            this.atExit = Thread.ofPlatform().name("console-exit").unstarted(orchestrator::close);
            Runtime.getRuntime().addShutdownHook(atExit);
        }

        @Override
        public Grid grid() {
            return orchestrator;
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                return; // the process is stopping, and the hook does it
            }
            orchestrator.close();
        }
    }

    /** @throws BadInput when the environment names a folder that is no path */
    @Override
    public Path dataFolder(ConsoleOptions options) {
        return paths(options).root();
    }

    private DataPaths paths(ConsoleOptions options) {
        return DataPaths.resolve(options.data(), environment);
    }
}
