package org.distributedbrain.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.distributedbrain.config.Configuration;
import org.distributedbrain.config.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an orchestrator listens and keeps its data, as far as the command line says so. */
final class ServerOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; 0 for any free port. Default: PORT, else 3000.")
    @Nullable Integer port;

    @Option(
            names = "--https-port",
            paramLabel = "PORT",
            description =
                    "Where to serve https in the network. Default: BRAIN_HTTPS_PORT, else the port after the other one, or any free one where that is taken.")
    @Nullable Integer httpsPort;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "The address to listen on. Default: BRAIN_HOST, else 127.0.0.1, this computer only; 0.0.0.0 for every network.")
    @Nullable String host;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder. Default: BRAIN_DATA, else ~/.distributed-brain.")
    @Nullable Path data;

    @Option(names = "--tunnel", description = "Open the tunnel at the start. Default: BRAIN_TUNNEL, else not.")
    @Nullable Boolean tunnel;

    @Option(
            names = "--trust-forwarded",
            description =
                    "Believe what a proxy on this computer says about where requests come from (X-Forwarded-For, X-Forwarded-Host). Default: BRAIN_TRUST_FORWARDED, else not.")
    @Nullable Boolean trustForwarded;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "The address under which devices reach this computer, for example https://brain.example.org. Default: BRAIN_PUBLIC_URL.")
    @Nullable String publicUrl;

    @Option(
            names = "--log",
            paramLabel = "FORMAT",
            description = "How the log is written: text, or json. Default: BRAIN_LOG, else text.")
    @Nullable String log;

    /** With the environment and the data folder's brain.conf behind it. @throws org.distributedbrain.job.BadInput for what cannot be used */
    Configuration resolve(Map<String, String> environment) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, Setting.PORT, port);
        put(flags, Setting.HTTPS_PORT, httpsPort);
        put(flags, Setting.HOST, host);
        put(flags, Setting.LOG, log);
        put(flags, Setting.DATA, data);
        put(flags, Setting.PUBLIC_URL, publicUrl);
        put(flags, Setting.TUNNEL, tunnel);
        put(flags, Setting.TRUST_FORWARDED, trustForwarded);
        return Configuration.of(flags, environment);
    }

    private static void put(Map<Setting, String> flags, Setting setting, @Nullable Object value) {
        if (value != null) {
            flags.put(setting, value.toString());
        }
    }
}
