package org.distributedbrain.tunnel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelProblem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tunnel through ngrok, by an agent process of its own. Owns that process: it ends with the tunnel, by its handle, and with this program. */
final class NgrokTunnel implements Tunnel {
    private static final Logger LOG = LoggerFactory.getLogger(NgrokTunnel.class);
    private static final long PATIENCE_SECONDS = 3;
    private static final int LONGEST_LINE = 10_000;

    private final Path program;
    private final Path folder;
    private final String token;

    /** @param folder where its configuration is written */
    NgrokTunnel(Path program, Path folder, String token) {
        this.program = program;
        this.folder = folder;
        this.token = token;
    }

    @Override
    public Passage open(int port, Consumer<News> news) {
        Path config = AgentConfig.write(folder, token, port);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        program.toString(),
                        "start",
                        "--all",
                        "--config=" + config,
                        "--log=stdout",
                        "--log-format=logfmt"))
                .redirectErrorStream(true);
        builder.environment().remove("NGROK_AUTHTOKEN");
        try {
            Agent agent = new Agent(builder.start(), news);
            agent.begin();
            return agent;
        } catch (IOException e) {
            throw new Refused(new TunnelProblem(
                    Kind.NO_AGENT,
                    "ngrok's agent cannot be started from " + program
                            + ": see that it may be executed, or install it anew."));
        }
    }

    private static final class Agent implements Passage {
        private final Process process;
        private final Consumer<News> news;
        private final Thread atExit = Thread.ofPlatform().name("end-ngrok").unstarted(this::kill);
        private volatile boolean closed;

        Agent(Process process, Consumer<News> news) {
            this.process = process;
            this.news = news;
        }

        void begin() {
            Runtime.getRuntime().addShutdownHook(atExit);
            LOG.info("ngrok's agent has started as process {}", process.pid());
            Thread.ofVirtual().name("ngrok-log").start(this::listen);
        }

        private void listen() {
            boolean ended = false;
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!ended && line.length() <= LONGEST_LINE) {
                        ended = tell(line);
                    }
                }
            } catch (IOException e) {
                LOG.debug("The agent's log ended", e);
            }
            if (!ended && !closed) {
                news.accept(new News.Ended(new TunnelProblem(
                        Kind.AGENT_ENDED, "ngrok's agent has ended by itself. It is started again.")));
            }
        }

        /** Whether that was the end. */
        private boolean tell(String line) {
            News what = closed ? null : AgentLog.read(line).orElse(null);
            if (what != null) {
                news.accept(what);
            }
            return what instanceof News.Ended;
        }

        @Override
        public void close() {
            closed = true;
            kill();
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // the program is ending, and the hook does no harm
            }
        }

        private void kill() {
            List<ProcessHandle> helpers = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            helpers.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
