package org.distributedbrain.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedbrain.Invitation;
import org.jspecify.annotations.Nullable;

/**
 * The lock of every route that is not public: the operator token, compared in constant time, and the {@code Host} header. A page of a stranger that had its own
 * name resolve to 127.0.0.1 (DNS rebinding) would arrive under that name; while the door is on loopback only our own names are served.
 */
final class Auth implements Handler {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private final byte[] expected;
    private final boolean onLoopback;
    private final Supplier<Invitation> invitation;

    Auth(String operatorToken, boolean onLoopback, Supplier<Invitation> invitation) {
        this.expected = ("Bearer " + operatorToken).getBytes(StandardCharsets.UTF_8);
        this.onLoopback = onLoopback;
        this.invitation = invitation;
    }

    @Override
    public void handle(Context ctx) {
        if (ctx.routeRoles().contains(Scope.PUBLIC)) {
            return;
        }
        var host = hostName(ctx.header("Host"));
        if (onLoopback && !LOOPBACK_NAMES.contains(host) && !publicNames().contains(host)) {
            throw new Problem(
                    403,
                    "The host name '" + host
                            + "' is not one of this orchestrator's: use 127.0.0.1 or localhost, or name it with"
                            + " --public-url.");
        }
        var given = ctx.header("Authorization");
        if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected)) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"The Distributed Brain\"");
            throw new Problem(
                    401,
                    given == null
                            ? "The operator token is missing: send it as 'Authorization: Bearer TOKEN'; it lies in the data folder's"
                                    + " operator.token."
                            : "The operator token is not the right one: it lies in the data folder's operator.token.");
        }
    }

    private List<String> publicNames() {
        return invitation.get().all().stream()
                .map(URI::getHost)
                .filter(name -> name != null)
                .toList();
    }

    private static String hostName(@Nullable String header) {
        if (header == null) {
            return "";
        }
        var colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }
}
