package org.distributedbrain.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain jobs}: jobs of any age, one line each. */
@Command(name = "jobs", mixinStandardHelpOptions = true, description = "List jobs, newest first.")
final class JobsCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    JobFilterOptions filter;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most. Default: 20.")
    int limit = 20;

    JobsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var page = api.get("/api/v1/jobs?limit=" + limit + filter.query(), JobDocument.Page.class);
            if (client.json) {
                terminal.out().println(Json.pretty(page));
            } else if (page.jobs().isEmpty()) {
                terminal.out()
                        .println(
                                filter.query().isEmpty()
                                        ? "No jobs yet: hand one in with ./brain submit matmul --size 1024."
                                        : "No job is like that: ask for less, or for all with ./brain jobs.");
            } else {
                print(page.jobs());
            }
            return ExitStatus.DONE;
        }
    }

    private void print(List<JobDocument> jobs) {
        var table = new Table(
                List.of("job", "submitted", "state", "size", "chunks", "total", "Mops/s", "label"),
                Set.of("chunks", "total", "Mops/s"));
        for (var job : jobs) {
            var metrics = job.metrics();
            table.row(
                    job.id().substring(0, 8),
                    WHEN.format(job.submittedAt()),
                    job.state() + (job.unverified() && job.succeeded() ? ", NOT VERIFIED" : ""),
                    job.size(),
                    job.chunksDone() + "/" + job.chunks(),
                    metrics == null ? "" : Figures.duration(metrics.totalMs()),
                    metrics == null ? "" : Figures.whole(metrics.throughputMops()),
                    job.label());
        }
        table.print(terminal);
    }
}
