package org.distributedbrain.server;

import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests may come, from one address and with one token. A refusal says when to come again ({@code Retry-After}); every answer to a
 * requestor says how much is left ({@code RateLimit}, of the IETF's draft "RateLimit header fields for HTTP").
 */
final class RateLimits {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RequestLimits limits;
    private final Buckets addresses;
    private final Buckets tokens;
    private final WrongKeys wrongTokens;
    private final LongSupplier nanos;

    RateLimits(RequestLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.addresses = new Buckets(nanos);
        this.tokens = new Buckets(nanos);
        this.wrongTokens = new WrongKeys(limits.wrongTokensPerMinute());
        this.nanos = nanos;
    }

    /** Of any request. @throws Problem 429 */
    void fromAddress(Context ctx) {
        var address = ClientAddress.of(ctx);
        if (address.isThisComputer()) {
            return;
        }
        var taken = addresses.take(address.group(), limits.requestsPerSecond(), limits.burst());
        if (!taken.isConsumed()) {
            tell(ctx, "address", limits.requestsPerSecond(), limits.burst(), taken);
            throw tooMany(
                    ctx,
                    taken.getNanosToWaitForRefill(),
                    "More than " + limits.requestsPerSecond() + " requests a second came from " + address.text());
        }
    }

    /** Of one that showed a token. The operator has no limit. @throws Problem 429 */
    void withToken(Context ctx, Principal who) {
        if (who.isOperator()) {
            return;
        }
        var perSecond = who.requestsPerSecond();
        var taken = tokens.take(who.name() + " " + perSecond, perSecond, 2 * perSecond);
        tell(ctx, "token", perSecond, 2 * perSecond, taken);
        if (!taken.isConsumed()) {
            throw tooMany(
                    ctx,
                    taken.getNanosToWaitForRefill(),
                    "'" + who.name() + "' may make " + perSecond + " requests a second, and made more");
        }
    }

    /** A token was wrong. One that is right opens also where many were wrong: nobody can lock the operator out. @throws Problem 429 */
    void wrongToken(Context ctx) {
        var address = ClientAddress.of(ctx);
        var wait = wrongTokens.waitSeconds(address.group(), nanos.getAsLong());
        if (wait > 0) {
            throw tooMany(ctx, wait * SECOND, "Too many wrong tokens came from " + address.text());
        }
        wrongTokens.add(address.group(), nanos.getAsLong());
    }

    private static void tell(Context ctx, String policy, int perSecond, int burst, ConsumptionProbe taken) {
        ctx.header("RateLimit-Policy", "\"" + policy + "\";q=" + burst + ";w=" + burst / perSecond);
        ctx.header(
                "RateLimit",
                "\"" + policy + "\";r=" + taken.getRemainingTokens() + ";t=" + seconds(taken.getNanosToWaitForReset()));
    }

    private static Problem tooMany(Context ctx, long waitNanos, String what) {
        ctx.header("Retry-After", String.valueOf(Math.max(1, seconds(waitNanos))));
        return new Problem(429, what + ": wait " + Math.max(1, seconds(waitNanos)) + " s before the next request.");
    }

    private static long seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND;
    }
}
