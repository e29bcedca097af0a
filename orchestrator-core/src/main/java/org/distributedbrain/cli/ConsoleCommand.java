package org.distributedbrain.cli;

import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code brain console}, or {@code brain} alone. The window is in the app module, which this one must not know: it is found by its name. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "Open the console: the orchestrator with a window.")
final class ConsoleCommand implements Callable<Integer> {
    static final String APPLICATION = "org.distributedbrain.app.ConsoleApp";
    private final Terminal terminal;

    @Mixin
    ServerOptions server;

    ConsoleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return open(terminal, server);
    }

    static int open(Terminal terminal, ServerOptions server) throws Exception {
        if (!hasDisplay(System.getProperty("os.name", ""), terminal.environment())) {
            throw new BadInput(
                    "There is no display to open the console on: run ./brain serve, which needs none, or set DISPLAY.");
        }
        var configuration = server.resolve(terminal.environment());
        var options = configuration.orchestrator(terminal.environment(), InstantSource.system());
        var arguments = new ArrayList<String>();
        if (configuration.logsJson()) {
            arguments.add("--json-log");
        }
        arguments.add("--port=" + options.port());
        arguments.add("--https-port=" + options.httpsPort());
        arguments.add("--host=" + options.host());
        if (server.data != null) {
            arguments.add("--data=" + server.data);
        }
        var publicUrl = options.publicUrl();
        if (publicUrl != null) {
            arguments.add("--public-url=" + publicUrl);
        }
        if (options.trustForwarded()) {
            arguments.add("--trust-forwarded");
        }
        if (options.tunnel().atStart()) {
            arguments.add("--tunnel");
        }
        for (var origin : options.allowedOrigins()) {
            arguments.add("--allowed-origin=" + origin);
        }
        try {
            var open = Class.forName(APPLICATION).getMethod("open", String[].class);
            return (Integer) open.invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (ClassNotFoundException e) {
            throw new BadInput("This build has no console: run ./brain serve, or build the whole project.", e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** On macOS and Windows the system says so itself; JavaFX draws without a display when told to ({@code glass.platform}). */
    static boolean hasDisplay(String system, Map<String, String> environment) {
        var name = system.toLowerCase(Locale.ROOT);
        return name.startsWith("mac")
                || name.startsWith("windows")
                || "headless".equalsIgnoreCase(System.getProperty("glass.platform"))
                || !environment.getOrDefault("DISPLAY", "").isBlank()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
    }
}
