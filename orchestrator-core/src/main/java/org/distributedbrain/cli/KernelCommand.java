package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Parameter;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain submit KERNEL} for any kernel without operands: each of its parameters is an option. */
@Command(mixinStandardHelpOptions = true)
final class KernelCommand implements Callable<Integer> {
    private final TileKernel kernel;
    private final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Mixin
    ClientOptions client;

    @Option(
            names = "--priority",
            paramLabel = "LEVEL",
            description = "Its share beside other jobs: low, normal or high. Default: normal.")
    String priority = Words.of(JobOptions.DEFAULT.priority());

    @Option(
            names = "--verify",
            paramLabel = "METHOD",
            description =
                    "How results are checked: spot, where another device now and then computes the same, always while a worker"
                            + " is new; quorum:k/n, where n workers compute every tile and k must agree; cpu, where this"
                            + " orchestrator computes everything again; or none. Default: spot.")
    @Nullable String verify;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write the result: .png for a picture, .npy for the numbers (uint32); waits for it.")
    @Nullable Path output;

    @Option(names = "--label", paramLabel = "TEXT", description = "What people see of the job.")
    @Nullable String label;

    @Option(
            names = "--no-wait",
            negatable = true,
            description = "Wait for the result (the default), or only hand in the job.")
    boolean wait = true;

    @Option(names = "--dry-run", description = "Only say what the job would take, where that can be told.")
    boolean dryRun;

    private KernelCommand(TileKernel kernel, Terminal terminal) {
        this.kernel = kernel;
        this.terminal = terminal;
    }

    static CommandLine of(TileKernel kernel, Terminal terminal) {
        var line = new CommandLine(new KernelCommand(kernel, terminal));
        var spec = line.getCommandSpec().name(kernel.name());
        spec.usageMessage().description("Compute " + kernel.description() + ".");
        for (var parameter : kernel.parameters()) {
            spec.addOption(OptionSpec.builder("--" + parameter.name())
                    .paramLabel(parameter.placeholder())
                    .type(String.class)
                    .required(parameter.fallback() == null)
                    .description(description(parameter))
                    .build());
        }
        return line;
    }

    private static String description(Parameter parameter) {
        var text = parameter.description();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + "."
                + (parameter.fallback() == null ? "" : " Default: " + parameter.fallback() + ".");
    }

    @Override
    public Integer call() throws IOException {
        var given = given();
        var source = kernel.plan(given).source();
        Words.parse("--priority", Priority.class, priority);
        if (verify != null) {
            Verification.parse("--verify", verify).requireFor(source);
        }
        var job = description(given);
        if (dryRun) {
            return estimate(job);
        }
        if (output == null) {
            return run(job, null);
        }
        if (!wait) {
            throw new BadInput("-o " + output + " needs the result: leave out --no-wait.");
        }
        try (var file = ResultOutput.prepare(output, List.of(), true)) {
            file.requireRoom(source.rows(), source.cols());
            return run(job, file);
        }
    }

    private Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        for (var parameter : kernel.parameters()) {
            String value = spec.findOption("--" + parameter.name()).getValue();
            if (value != null) {
                given.put(parameter.name(), value);
            }
        }
        return given;
    }

    private Map<String, Object> description(Map<String, String> given) {
        var job = new LinkedHashMap<String, Object>();
        job.put("kernel", kernel.name());
        job.put("parameters", given);
        job.put("priority", priority);
        if (verify != null) {
            job.put("verify", verify);
        }
        if (label != null) {
            job.put("label", label);
        }
        return job;
    }

    private int estimate(Map<String, Object> job) {
        try (var api = client.connect(terminal.environment())) {
            var estimate = api.estimate(job);
            terminal.out().println(client.json ? Json.pretty(estimate) : estimate.sentence());
            return ExitStatus.DONE;
        }
    }

    private int run(Map<String, Object> description, @Nullable ResultOutput file) throws IOException {
        try (var api = client.connect(terminal.environment())) {
            var job = api.submit(description);
            if (!wait) {
                show(job, null);
                return ExitStatus.DONE;
            }
            terminal.err().println("Job " + job.id() + ", " + job.label());
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
}
