package org.distributedbrain.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.RunningServer;

/** An orchestrator in a process of its own, on a data folder of its own. */
final class GridProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Child child;
    private final URI join;
    private final GridClient client;

    private GridProcess(Child child, URI join, GridClient client) {
        this.child = child;
        this.join = join;
        this.client = client;
    }

    static GridProcess start(Path data) throws IOException, InterruptedException {
        return start(data, 0, List.of(), List.of());
    }

    /** @param port 0 for any free one */
    static GridProcess start(Path data, int port, List<String> javaOptions, List<String> more)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("serve", "--port", String.valueOf(port), "--data", data.toString()));
        arguments.addAll(more);
        Child child = Child.brain(javaOptions, arguments);
        try {
            URI join = URI.create(child.await("Join URL", PATIENCE));
            RunningServer server = RunningServer.find(data)
                    .orElseThrow(
                            () -> new BadInput("The orchestrator of the measurement left no sign in " + data + "."));
            return new GridProcess(child, join, new GridClient(server.url(), server.token()));
        } catch (RuntimeException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    URI join() {
        return join;
    }

    GridClient client() {
        return client;
    }

    Child child() {
        return child;
    }

    @Override
    public void close() {
        client.close();
        child.close();
    }
}
