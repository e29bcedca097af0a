package org.distributedbrain.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.FakeGrid;
import org.distributedbrain.FakeTokens;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.server.HttpOptions;
import org.distributedbrain.server.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Command lines run in this process against a real server that is found through its data folder. */
abstract class CliTestBase {
    @TempDir
    Path temp;

    FakeGrid grid;
    FakeTokens tokens;
    private DataFolder folder;
    private HttpServer server;
    String url;
    final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        folder = DataFolder.open(DataPaths.in(temp.resolve("data")));
        grid = new FakeGrid(folder.root());
        tokens = new FakeTokens(folder.operatorToken());
        url = "http://127.0.0.1:" + startServer(0);
        folder.publishServer(URI.create(url));
    }

    @AfterEach
    void close() {
        server.close();
        folder.close();
    }

    /** The orchestrator is gone, and its address is free. */
    int stopServer() {
        var port = URI.create(url).getPort();
        server.close();
        return port;
    }

    int startServer(int port) {
        var blobs = new Blobs(folder.blobs(), id -> grid.operand(id.value()).isPresent(), InstantSource.system());
        var options = new HttpOptions("127.0.0.1", port, Set.of());
        server = new HttpServer(options, grid, blobs, tokens, List.of());
        return server.start().getPort();
    }

    String token() {
        return folder.operatorToken();
    }

    /** Runs {@code brain} as on this computer, where the server's data folder is the standard one. */
    int brain(String... arguments) {
        return brainWith(Map.of("BRAIN_DATA", folder.root().toString()), arguments);
    }

    int brainWith(Map<String, String> environment, String... arguments) {
        stdout.reset();
        stderr.reset();
        var terminal = new Terminal(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                environment,
                false,
                false);
        return Brain.run(terminal, arguments);
    }

    String out() {
        return stdout.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return stderr.toString(StandardCharsets.UTF_8);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }
}
