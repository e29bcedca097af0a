package org.distributedbrain.server;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import org.distributedbrain.server.api.Words;

/** Who may ask for a route. Each scope includes those before it: who may submit may also read. */
public enum Scope implements RouteRole {
    /** Anyone, without a token. */
    PUBLIC,
    /** Looks at jobs, workers, faults and results, and changes nothing. */
    READ,
    /** Uploads operands, submits jobs and cancels its own. */
    SUBMIT,
    /** Decides about workers, anybody's jobs, matrices on the grid, tokens and the ways in. */
    OPERATE;

    boolean includes(Scope other) {
        return compareTo(other) >= 0;
    }

    /** What is needed for the route that a request goes to; of one that declares nothing, everything. */
    static Scope of(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(Scope.class::isInstance)
                .map(Scope.class::cast)
                .findFirst()
                .orElse(OPERATE);
    }

    /** As it is written in requests and documents. */
    public String word() {
        return Words.of(this);
    }
}
