package org.distributedbrain.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedbrain.Invitation;
import org.jspecify.annotations.Nullable;

/**
 * The lock of every route that is not public: a token whose scope is enough, and the {@code Host} header. A page of a stranger that had its own
 * name resolve to 127.0.0.1 (DNS rebinding) would arrive under that name; while the door is on loopback only our own names are served.
 */
final class Auth implements Handler {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 200;

    private final TokenRegistry tokens;
    private final boolean onLoopback;
    private final Supplier<Invitation> invitation;
    private final RateLimits limits;

    Auth(TokenRegistry tokens, boolean onLoopback, Supplier<Invitation> invitation, RateLimits limits) {
        this.tokens = tokens;
        this.onLoopback = onLoopback;
        this.invitation = invitation;
        this.limits = limits;
    }

    @Override
    public void handle(Context ctx) {
        var needed = Scope.of(ctx);
        if (needed == Scope.PUBLIC) {
            return;
        }
        checkHost(ctx);
        var who = holder(ctx);
        limits.withToken(ctx, who);
        if (!who.scope().includes(needed)) {
            throw new Problem(
                    403,
                    "This takes a token with the scope " + needed.word() + ", and '" + who.name() + "' has "
                            + who.scope().word() + ": ask the operator for another (./brain token create --scope "
                            + needed.word() + ").");
        }
        who.asks(ctx);
    }

    private void checkHost(Context ctx) {
        var host = hostName(ctx.header("Host"));
        if (onLoopback && !LOOPBACK_NAMES.contains(host) && !publicNames().contains(host)) {
            throw new Problem(
                    403,
                    "The host name '" + host
                            + "' is not one of this orchestrator's: use 127.0.0.1 or localhost, or name it with"
                            + " --public-url.");
        }
    }

    private Principal holder(Context ctx) {
        var given = ctx.header("Authorization");
        if (given == null) {
            throw locked(
                    ctx,
                    "A token is missing: send it as 'Authorization: Bearer TOKEN'; the operator's lies in the data folder's"
                            + " operator.token.");
        }
        if (!given.startsWith(SCHEME) || given.length() > LONGEST_TOKEN) {
            throw locked(
                    ctx, "The Authorization header is not 'Bearer' and a token: send 'Authorization: Bearer TOKEN'.");
        }
        return tokens.holder(given.substring(SCHEME.length())).orElseThrow(() -> wrong(ctx));
    }

    private Problem wrong(Context ctx) {
        limits.wrongToken(ctx);
        return locked(
                ctx,
                "The token is not, or no longer, valid: ask the operator for another; the operator's own lies in the"
                        + " data folder's operator.token.");
    }

    private static Problem locked(Context ctx, String sentence) {
        ctx.header("WWW-Authenticate", "Bearer realm=\"The Distributed Brain\"");
        return new Problem(401, sentence);
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
