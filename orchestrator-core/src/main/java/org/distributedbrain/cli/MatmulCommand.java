package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain submit matmul}: checks everything here first, then uploads, submits, waits and fetches. */
@Command(name = "matmul", mixinStandardHelpOptions = true, description = "Multiply two matrices: C = A·B, verified.")
final class MatmulCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    MatmulOptions product;

    @Mixin
    HowOptions how;

    @Mixin
    ClientOptions client;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write C as .npy; waits for it.")
    @Nullable Path output;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "What people see of the job. Default: the file names or sizes.")
    @Nullable String label;

    @Option(
            names = "--no-wait",
            negatable = true,
            description = "Wait for the result (the default), or only hand in the job.")
    boolean wait = true;

    @Option(
            names = "--dry-run",
            description = "Only say what the job would take, from measured links and speeds; nothing is sent.")
    boolean dryRun;

    MatmulCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var checked = product.checked(this::onTheGrid);
        how.checked();
        if (dryRun) {
            return estimate(checked);
        }
        if (output == null) {
            return run(checked, null);
        }
        if (!wait) {
            throw new BadInput("-o " + output + " needs the result: leave out --no-wait.");
        }
        try (var file = ResultOutput.prepare(output, checked.files(), false)) {
            file.requireRoom(checked.size().rowsA(), checked.size().colsB());
            return run(checked, file);
        }
    }

    private int estimate(Product product) {
        try (var api = client.connect(terminal.environment())) {
            var job = new LinkedHashMap<String, Object>();
            job.put("kernel", "matmul");
            job.putAll(product.unsent(api));
            job.putAll(how.fields());
            var estimate = api.estimate(job);
            terminal.out().println(client.json ? Json.pretty(estimate) : estimate.sentence());
            return ExitStatus.DONE;
        }
    }

    private Factor onTheGrid(String text) {
        try (var api = client.connect(terminal.environment())) {
            return Factor.onTheGrid(text, api);
        }
    }

    private int run(Product product, @Nullable ResultOutput file) throws IOException {
        try (var api = client.connect(terminal.environment())) {
            var job = api.submit(description(product, api));
            if (!wait) {
                show(job, null);
                return ExitStatus.DONE;
            }
            terminal.err().println("Job " + job.id() + ", " + job.size());
            var ended = JobWait.untilEnded(api, job, terminal);
            if (file != null && ended.succeeded()) {
                file.fetch(api, ended);
                JobReport.warnOfUnverified(terminal, ended);
                show(ended, file.path());
            } else {
                show(ended, null);
            }
            return ended.succeeded() ? ExitStatus.DONE : ExitStatus.JOB_FAILED;
        }
    }

    private void show(JobDocument job, @Nullable Path result) {
        if (client.json) {
            terminal.out().println(Json.pretty(job));
        } else {
            JobReport.print(terminal, job, result);
        }
    }

    private Map<String, Object> description(Product product, ApiClient api) throws IOException {
        var job = new LinkedHashMap<String, Object>();
        job.put("kernel", "matmul");
        job.putAll(product.fields(api));
        job.putAll(how.fields());
        if (label != null) {
            job.put("label", label);
        }
        return job;
    }
}
