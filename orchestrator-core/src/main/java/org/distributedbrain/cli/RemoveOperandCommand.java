package org.distributedbrain.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.OperandDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code brain operands rm ID…}: takes matrices off the grid, all that are named or, when one of them is unknown, none. */
@Command(name = "rm", mixinStandardHelpOptions = true, description = "Take matrices off the grid; workers let them go.")
final class RemoveOperandCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            description = "The matrix's id, at least 8 of its first digits, or its name.")
    List<String> operands = List.of();

    RemoveOperandCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var named = operands.stream().map(api::operand).distinct().toList();
            for (var operand : named) {
                api.remove(operand);
                if (!client.json) {
                    terminal.out().println(operand.name() + " is off the grid.");
                }
            }
            if (client.json) {
                var ids = named.stream().map(OperandDocument::id).toList();
                terminal.out().println(Json.pretty(Map.of("removed", ids)));
            }
            return ExitStatus.DONE;
        }
    }
}
