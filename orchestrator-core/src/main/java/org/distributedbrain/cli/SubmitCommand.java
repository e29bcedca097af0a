package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.kernel.Kernels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brain submit KERNEL}; the kernels are its subcommands. */
@Command(name = "submit", mixinStandardHelpOptions = true, description = "Hand in a job: ./brain submit matmul …")
final class SubmitCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    /** With every kernel. */
    static CommandLine of(Terminal terminal) {
        var line = new CommandLine(new SubmitCommand()).addSubcommand(new MatmulCommand(terminal));
        Kernels.ALL.forEach(kernel -> line.addSubcommand(KernelCommand.of(kernel, terminal)));
        return line;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "What to compute is missing: write ./brain submit and one of " + Kernels.names() + ".");
    }
}
