package org.distributedbrain.app.start;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.HttpOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The console's own command line. People type {@code brain}, which checks what they give and hands it on. */
@Command(name = "console")
public final class ConsoleArguments {
    @Option(names = "--port")
    int port = HttpOptions.DEFAULT_PORT;

    @Option(names = "--https-port")
    int httpsPort = OrchestratorOptions.NEXT_PORT;

    @Option(names = "--host")
    String host = HttpOptions.LOOPBACK;

    @Option(names = "--data")
    @Nullable Path data;

    @Option(names = "--public-url")
    @Nullable URI publicUrl;

    @Option(names = "--trust-forwarded")
    boolean trustForwarded;

    @Option(names = "--tunnel")
    boolean tunnel;

    @Option(names = "--allowed-origin")
    List<String> allowedOrigins = List.of();

    @Option(names = "--json-log")
    boolean jsonLog;

    private ConsoleArguments() {}

    /** @throws BadInput when one is unknown or of the wrong kind */
    public static ConsoleOptions parse(String[] arguments) {
        ConsoleArguments given = new ConsoleArguments();
        try {
            new CommandLine(given).parseArgs(arguments);
        } catch (ParameterException e) {
            throw new BadInput(Texts.of("start.arguments", String.valueOf(e.getMessage())), e);
        }
        return new ConsoleOptions(
                given.port,
                given.httpsPort,
                given.host,
                given.data,
                given.publicUrl,
                given.trustForwarded,
                Set.copyOf(given.allowedOrigins),
                given.tunnel,
                given.jsonLog);
    }
}
