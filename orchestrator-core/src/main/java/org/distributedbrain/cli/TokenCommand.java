package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brain token …}: who may use the orchestrator besides the operator. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Let others use this orchestrator: create, list and revoke tokens.",
        footer = {"", "Example: ./brain token create --scope submit --name lab --expires 30d"})
final class TokenCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    /** With what can be done with them. */
    static CommandLine of(Terminal terminal) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new CreateTokenCommand(terminal))
                .addSubcommand(new ListTokensCommand(terminal))
                .addSubcommand(new RevokeTokenCommand(terminal))
                .addSubcommand(new RenewOperatorCommand(terminal));
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "What to do is missing: write ./brain token create, list, revoke or renew-operator.");
    }
}
