package org.distributedbrain.cli;

import java.util.concurrent.Callable;
import org.distributedbrain.server.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** {@code brain} by itself opens the console. */
@Command(
        name = "brain",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Versions.class,
        description =
                "Turns the devices around you into one verified computer. Without a command it opens the console.",
        footer = {
            "",
            "./brain test runs everything that proves the product; ./brain package makes an application for this system.",
            "Client commands find the orchestrator of this computer by themselves; --url (or BRAIN_URL) and --token (or BRAIN_TOKEN)"
                    + " name another. Exit status: 0 done, 1 the job failed, 2 bad usage or input, 3 no orchestrator."
        })
final class RootCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ServerOptions server;

    RootCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return ConsoleCommand.open(terminal, server);
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"The Distributed Brain " + Version.text()};
        }
    }
}
