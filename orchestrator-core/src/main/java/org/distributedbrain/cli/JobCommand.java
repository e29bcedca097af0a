package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain job ID}: everything about one job. */
@Command(name = "job", mixinStandardHelpOptions = true, description = "Show one job.")
final class JobCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    JobIdOption job;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Write the proof of its result, which brain verify checks, to FILE.")
    @Nullable Path certificate;

    @Option(names = "--wait", description = "Wait until it has ended; exit status 1 if it failed.")
    boolean wait;

    JobCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var found = api.get("/api/v1/jobs/" + job.resolve(api), JobDocument.class);
            var shown = wait ? JobWait.untilEnded(api, found, terminal) : found;
            var failed = wait && !shown.succeeded();
            if (certificate != null && !failed) {
                write(certificate, api, shown.id());
            }
            if (client.json) {
                terminal.out().println(Json.pretty(shown));
            } else {
                JobReport.print(terminal, shown, null);
            }
            return failed ? ExitStatus.JOB_FAILED : ExitStatus.DONE;
        }
    }

    private void write(Path file, ApiClient api, String id) {
        try (var bytes = api.certificate(id)) {
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInput(
                    file + " cannot be written (" + e.getClass().getSimpleName() + " " + e.getMessage()
                            + "): name a file that can.",
                    e);
        }
        terminal.err().println("The certificate is in " + file + ": ./brain verify checks it.");
    }
}
