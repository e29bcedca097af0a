package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain history --csv out.csv}: every job with its figures, for a spreadsheet. */
@Command(name = "history", mixinStandardHelpOptions = true, description = "Export the job history as CSV.")
final class HistoryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    JobFilterOptions filter;

    @Option(names = "--csv", paramLabel = "FILE", description = "Where to write it. Default: to standard output.")
    @Nullable Path csv;

    HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var text = api.text("/api/v1/jobs.csv?limit=100000" + filter.query());
            if (csv == null) {
                terminal.out().print(text);
                return ExitStatus.DONE;
            }
            Files.writeString(csv, text);
            terminal.out().println(csv + ": " + Figures.of((int) text.lines().count() - 1, "job"));
            return ExitStatus.DONE;
        } catch (IOException e) {
            throw new BadInput(csv + " cannot be written (" + e.getMessage() + "): name another file with --csv.", e);
        }
    }
}
