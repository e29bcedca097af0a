package org.distributedbrain.persist;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.distributedbrain.job.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a command finds the orchestrator that runs on this computer, so that nothing needs to be typed: its address and the operator's
 * token, from the data folder.
 */
public record RunningServer(URI url, String token) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What {@code server.json} holds. */
    private record Entry(URI url, long process) {}

    /**
     * The orchestrator that runs on the data folder {@code root}, if one does.
     *
     * @throws BadInput when one runs and its token cannot be read
     */
    public static Optional<RunningServer> find(Path root) {
        Path file = root.resolve(DataFolder.SERVER_FILE);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Entry entry = JSON.readValue(Files.readAllBytes(file), Entry.class);
            if (ProcessHandle.of(entry.process).isEmpty()) {
                return Optional.empty(); // it was killed and could not remove its file
            }
            return Optional.of(new RunningServer(entry.url, SecretFile.read(root.resolve(DataFolder.TOKEN_FILE))));
        } catch (IOException | JacksonException e) {
            throw new BadInput(
                    "The orchestrator's address and token in " + root + " cannot be read (" + e
                            + "): run this as the user who started it, or give --url and --token.",
                    e);
        }
    }

    static void publish(Path root, URI url) throws IOException {
        Entry entry = new Entry(url, ProcessHandle.current().pid());
        SecretFile.write(root.resolve(DataFolder.SERVER_FILE), JSON.writeValueAsString(entry) + "\n");
    }

    static void withdraw(Path root) throws IOException {
        Files.deleteIfExists(root.resolve(DataFolder.SERVER_FILE));
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "RunningServer[url=" + url + "]";
    }
}
