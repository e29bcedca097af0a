package org.distributedbrain.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.ExecutionDocument;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain executions ID}: every attempt at the chunks of a job, who made it, and how long each phase took. */
@Command(
        name = "executions",
        mixinStandardHelpOptions = true,
        description = "Show every attempt at the chunks of a job: who, when, how long, how it ended.")
final class ExecutionsCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;
    private static final int MOST = 100_000;

    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Mixin
    JobIdOption job;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most. Default: 1000.")
    int limit = PAGE;

    ExecutionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("--limit " + limit + " is not possible: use a whole number from 1 to " + MOST + ".");
        }
        try (var api = client.connect(terminal.environment())) {
            var shown = fetch(api, job.resolve(api));
            if (client.json) {
                terminal.out().println(Json.pretty(shown));
            } else if (shown.executions().isEmpty()) {
                terminal.out().println("No chunk of this job has come back yet.");
            } else {
                print(shown.executions());
            }
            if (shown.next() != null) {
                terminal.err().println("There may be more: ask for them with --limit.");
            }
            return ExitStatus.DONE;
        }
    }

    private ExecutionDocument.Page fetch(ApiClient api, String id) {
        var all = new ArrayList<ExecutionDocument>();
        @Nullable Long next = null;
        do {
            var page = api.get(
                    "/api/v1/jobs/" + id + "/executions?limit=" + Math.min(PAGE, limit - all.size())
                            + (next == null ? "" : "&after=" + next),
                    ExecutionDocument.Page.class);
            all.addAll(page.executions());
            next = page.next();
        } while (next != null && all.size() < limit);
        return new ExecutionDocument.Page(all, next);
    }

    private void print(List<ExecutionDocument> executions) {
        var start = executions.stream()
                .map(ExecutionDocument::sentAt)
                .min(Instant::compareTo)
                .orElseThrow();
        var table = new Table(
                List.of(
                        "chunk",
                        "worker",
                        "at",
                        "queued",
                        "sent",
                        "computed",
                        "returned",
                        "checked",
                        "out",
                        "in",
                        "outcome"),
                Set.of("chunk", "at", "queued", "sent", "computed", "returned", "checked", "out", "in"));
        for (var row : executions) {
            table.row(
                    row.chunk(),
                    row.worker(),
                    time(start, row.sentAt()),
                    time(row.readyAt(), row.sentAt()),
                    time(row.sentAt(), row.startedAt()),
                    row.merged() > 1 ? Figures.duration(row.computeMs()) : time(row.startedAt(), row.computedAt()),
                    time(row.computedAt(), row.returnedAt()),
                    time(row.returnedAt(), row.returnedAt() == null ? null : row.endedAt()),
                    Figures.bytes(row.bytesOut()),
                    Figures.bytes(row.bytesIn()),
                    row.merged() > 1 ? row.outcome() + " ×" + row.merged() : row.outcome());
        }
        table.print(terminal);
    }

    private static String time(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? "–"
                : Figures.duration(Duration.between(from, to).toNanos() / 1e6);
    }
}
