package org.distributedbrain.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.OperandDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain operands}: the matrices on the grid; {@code brain operands rm ID} removes them. */
@Command(name = "operands", mixinStandardHelpOptions = true, description = "List the matrices on the grid.")
final class OperandsCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
    private final Terminal terminal;

    @Mixin
    ClientOptions client;

    OperandsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** With what can be done to them. */
    static CommandLine of(Terminal terminal) {
        return new CommandLine(new OperandsCommand(terminal)).addSubcommand(new RemoveOperandCommand(terminal));
    }

    @Override
    public Integer call() {
        try (var api = client.connect(terminal.environment())) {
            var page = api.get("/api/v1/operands?limit=1000", OperandDocument.Page.class);
            if (client.json) {
                terminal.out().println(Json.pretty(page));
            } else if (page.operands().isEmpty()) {
                terminal.out().println("No matrix is on the grid: put one there with ./brain put B.npy.");
            } else {
                print(page.operands());
            }
            return ExitStatus.DONE;
        }
    }

    private void print(List<OperandDocument> operands) {
        var table = new Table(
                List.of("id", "name", "shape", "size", "put", "last used", "workers"), Set.of("size", "workers"));
        for (var operand : operands) {
            table.row(
                    operand.id().substring(0, 12),
                    operand.name(),
                    operand.rows() + "×" + operand.cols(),
                    Figures.bytes(operand.bytes()),
                    WHEN.format(operand.putAt()),
                    when(operand.usedAt()),
                    operand.workers());
        }
        table.print(terminal);
    }

    private static String when(@Nullable Instant time) {
        return time == null ? "never" : WHEN.format(time);
    }
}
