package org.distributedbrain.server;

import java.util.List;

/** Routes about the same thing. @param tag their heading in the description @param about them, in a sentence or two */
record RouteGroup(String tag, String about, List<Route> routes) {

    static RouteGroup of(String tag, String about, Route... routes) {
        return new RouteGroup(tag, about, List.of(routes));
    }
}
