package org.distributedbrain.cli;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.persist.RunningServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How every client command is told which orchestrator it speaks to, and in what form it answers. */
final class ClientOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The orchestrator, for example http://127.0.0.1:3000. Default: BRAIN_URL, else the one on this computer.")
    @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Its operator's token, or the one you were given. Default: BRAIN_TOKEN, else the data folder's.")
    @Nullable String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder to find it by. Default: BRAIN_DATA, else ~/.distributed-brain.")
    @Nullable Path data;

    @Option(names = "--json", description = "Answer with one JSON document.")
    boolean json;

    /** @throws NoOrchestrator when none runs on the data folder and none is named */
    ApiClient connect(Map<String, String> environment) {
        var root = DataPaths.resolve(data, environment).root();
        var named = firstOf(url, environment.get("BRAIN_URL"));
        var given = firstOf(token, environment.get("BRAIN_TOKEN"));
        if (named == null) {
            var local = RunningServer.find(root).orElseThrow(() -> new NoOrchestrator(root.toString()));
            return new ApiClient(local.url(), given == null ? local.token() : given);
        }
        var address = address(named);
        if (given == null && isThisComputer(address)) {
            given = RunningServer.find(root).map(RunningServer::token).orElse(null);
        }
        if (given == null) {
            throw new BadInput(
                    "The orchestrator at " + address
                            + " wants a token: set BRAIN_TOKEN or give --token; the operator's lies in its data folder, in operator.token.");
        }
        return new ApiClient(address, given);
    }

    /** The scheme, host and port of any URL of the orchestrator; a join URL will do. */
    static URI address(String text) {
        try {
            var uri = URI.create(text.contains("://") ? text : "http://" + text);
            var scheme = uri.getScheme();
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw new IllegalArgumentException();
            }
            return URI.create(scheme + "://" + uri.getAuthority());
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    "'" + text + "' is not the address of an orchestrator: write for example http://127.0.0.1:3000.",
                    e);
        }
    }

    private static boolean isThisComputer(URI address) {
        try {
            return InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first != null ? first : second == null || second.isBlank() ? null : second;
    }
}
