package org.distributedbrain.server;

import io.javalin.http.Context;

/**
 * Who asks.
 *
 * @param name of the token: what its owner's jobs and devices are known by
 * @param unfinishedJobs how many it may have at once
 */
public record Principal(String name, Scope scope, int unfinishedJobs, int requestsPerSecond) {
    /** Nobody else's token may be called so. */
    public static final String OPERATORS_NAME = "operator";

    /** Whoever shows the operator's token; has no limits. */
    public static final Principal OPERATOR =
            new Principal(OPERATORS_NAME, Scope.OPERATE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final String ATTRIBUTE = "principal";

    boolean isOperator() {
        return name.equals(OPERATORS_NAME);
    }

    /** Who asks on a route that is not public. */
    static Principal of(Context ctx) {
        Principal who = ctx.attribute(ATTRIBUTE);
        if (who == null) {
            throw new IllegalStateException("nobody was asked for a token at " + ctx.path());
        }
        return who;
    }

    void asks(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }
}
