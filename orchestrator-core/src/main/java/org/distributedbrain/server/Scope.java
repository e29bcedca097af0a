package org.distributedbrain.server;

import io.javalin.security.RouteRole;

/** Who may ask for a route. Each scope includes those before it: who may submit may also read. */
enum Scope implements RouteRole {
    /** Anyone, without a token. */
    PUBLIC,
    /** Looks at jobs, workers, faults and results, and changes nothing. */
    READ,
    /** Uploads operands, submits jobs and cancels them. */
    SUBMIT,
    /** Decides about workers, matrices on the grid and the ways in. */
    OPERATE;

    boolean includes(Scope other) {
        return compareTo(other) >= 0;
    }
}
