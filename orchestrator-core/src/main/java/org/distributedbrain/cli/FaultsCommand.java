package org.distributedbrain.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.FaultDocument;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain faults}: what broke, and what was done about it. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "List what broke and what was done about it, newest first.")
final class FaultsCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "Only those of this job; the beginning of its id will do.")
    @Nullable String job;

    @Option(names = "--worker", paramLabel = "NAME", description = "Only those of workers with this name or id.")
    @Nullable String worker;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only those of this kind, for example half-open.")
    @Nullable String kind;

    @Option(names = "--after", paramLabel = "ID", description = "Only those that come after this fault in the list.")
    @Nullable String after;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most. Default: 20.")
    int limit = 20;

    FaultsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var query = "/api/v1/faults?limit=" + limit
                    + parameter("job", job == null ? null : JobIdOption.resolve(job, api)) + parameter("worker", worker)
                    + parameter("kind", kind) + parameter("after", after);
            var page = api.get(query, FaultDocument.Page.class);
            if (client.json) {
                terminal.out().println(Json.pretty(page));
            } else if (page.faults().isEmpty()) {
                terminal.out().println("Nothing broke.");
            } else {
                print(page.faults());
            }
            return ExitStatus.DONE;
        }
    }

    private void print(List<FaultDocument> faults) {
        var table = new Table(
                List.of("when", "kind", "worker", "job", "chunk", "took", "what was done"), Set.of("chunk", "took"));
        for (var fault : faults) {
            var job = fault.jobId();
            var took = fault.recoveryMs();
            table.row(
                    WHEN.format(fault.at()),
                    fault.kind().replace('_', ' '),
                    fault.workerName(),
                    job == null ? "" : job.substring(0, 8),
                    fault.chunk() == null ? "" : fault.chunk(),
                    took == null ? "" : Figures.duration(took),
                    fault.action());
        }
        table.print(terminal);
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
