package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brain put B.npy}: a matrix for many jobs, which workers keep. Prints its id. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = "Put a matrix on the grid once, for many jobs: workers keep it. Prints its id.")
final class PutCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Parameters(paramLabel = "FILE", description = "The matrix: .npy, or CSV under any other name.")
    Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it. Default: the file's name.")
    @Nullable String name;

    PutCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        MatrixFile.describe(file);
        try (var api = client.connect(terminal.environment())) {
            var sha256 = FileHash.sha256(file);
            api.upload(file, sha256);
            var operand = api.put(sha256, name == null ? String.valueOf(file.getFileName()) : name);
            terminal.err()
                    .println(operand.name() + " is on the grid: " + operand.rows() + "×" + operand.cols() + ", "
                            + Figures.bytes(operand.bytes()) + ". Use it with --a or --b "
                            + operand.id().substring(0, 8) + ".");
            terminal.out().println(client.json ? Json.pretty(operand) : operand.id());
            return ExitStatus.DONE;
        }
    }
}
