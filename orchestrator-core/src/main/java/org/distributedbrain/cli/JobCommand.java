package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
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
            if (client.json) {
                terminal.out().println(Json.pretty(shown));
            } else {
                JobReport.print(terminal, shown, null);
            }
            return wait && !shown.succeeded() ? ExitStatus.JOB_FAILED : ExitStatus.DONE;
        }
    }
}
