package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Parameter;
import org.distributedbrain.server.api.JobDocument;
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
    SubmitOptions submit;

    @Mixin
    PriorityOption priority;

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
        priority.checked();
        if (verify != null) {
            Verification.parse("--verify", verify).requireFor(source);
        }
        var job = request(given);
        if (submit.dryRun) {
            return submit.estimate(terminal, _ -> job);
        }
        if (output == null) {
            return run(job, null);
        }
        if (!submit.wait) {
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

    private Map<String, Object> request(Map<String, String> given) {
        var job = new LinkedHashMap<String, Object>();
        job.put("kernel", kernel.name());
        job.put("parameters", given);
        job.put("priority", priority.word);
        if (verify != null) {
            job.put("verify", verify);
        }
        return job;
    }

    private int run(Map<String, Object> job, @Nullable ResultOutput file) throws IOException {
        return submit.submit(terminal, _ -> job, JobDocument::label, file);
    }
}
