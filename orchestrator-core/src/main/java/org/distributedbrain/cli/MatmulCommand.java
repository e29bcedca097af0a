package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.MatmulSize;
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

    MatmulCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var size = product.checked();
        how.checked();
        if (output == null) {
            return run(size, null);
        }
        if (!wait) {
            throw new BadInput("-o " + output + " needs the result: leave out --no-wait.");
        }
        var inputs = Stream.of(product.a, product.b)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        try (var file = OutputFile.prepare(output, inputs)) {
            file.requireRoom(4L * size.rowsA() * size.colsB() + 128);
            return run(size, file);
        }
    }

    private int run(MatmulSize size, @Nullable OutputFile file) throws IOException {
        try (var api = client.connect(terminal.environment())) {
            var job = api.submit(description(size, api));
            if (!wait) {
                show(job, null);
                return ExitStatus.DONE;
            }
            terminal.err().println("Job " + job.id() + ", " + job.size());
            var ended = JobWait.untilEnded(api, job, terminal);
            if (file != null && ended.succeeded()) {
                file.fill(api.result(ended.id()));
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

    private Map<String, Object> description(MatmulSize size, ApiClient api) throws IOException {
        var job = new LinkedHashMap<String, Object>();
        job.put("kernel", "matmul");
        if (product.a != null && product.b != null) {
            for (var factor : List.of(Map.entry("a", product.a), Map.entry("b", product.b))) {
                var sha256 = FileHash.sha256(factor.getValue());
                api.upload(factor.getValue(), sha256);
                var name = String.valueOf(factor.getValue().getFileName());
                job.put(factor.getKey(), Map.of("blob", sha256, "name", name));
            }
        } else {
            job.put("rowsA", size.rowsA());
            job.put("colsA", size.colsA());
            job.put("colsB", size.colsB());
            job.put("seed", product.seed == null ? 1 : product.seed);
        }
        job.putAll(how.fields());
        if (label != null) {
            job.put("label", label);
        }
        return job;
    }
}
