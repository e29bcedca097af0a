package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain result ID -o C.npy}: fetches the result of a job that is done. */
@Command(
        name = "result",
        mixinStandardHelpOptions = true,
        description = "Fetch a job's result as .npy, or as a picture.")
final class ResultCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    JobIdOption job;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to write it: .npy, or .png for a picture of whole numbers.")
    Path output = Path.of("");

    ResultCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (var api = client.connect(terminal.environment())) {
            var id = job.resolve(api);
            var fetched = api.get("/api/v1/jobs/" + id, JobDocument.class);
            try (var file = ResultOutput.prepare(output, List.of(), !fetched.hasOperands())) {
                file.fetch(api, fetched);
            }
            JobReport.warnOfUnverified(terminal, fetched);
            terminal.out()
                    .println(
                            client.json
                                    ? Json.pretty(Map.of(
                                            "job", id, "result", output.toString(), "verified", !fetched.unverified()))
                                    : output.toString());
            return ExitStatus.DONE;
        }
    }
}
