package org.distributedbrain.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of everything that is served, of which there is one: it is put into the server from here, {@link Auth} is told each route's scope from
 * here, and the description of the API is made from here. Only the files of the worker page ({@link WorkerPage}) are served beside it: they are
 * no interface for programs.
 */
record Routes(List<RouteGroup> groups) {

    Stream<Route> all() {
        return groups.stream().flatMap(group -> group.routes().stream());
    }

    /** A GET is also answered as HEAD: with the same status and headers. */
    void install(RoutesConfig config) {
        var heads = new HashSet<String>();
        all().filter(route -> route.method().equals(HandlerType.HEAD)).forEach(route -> heads.add(route.path()));
        all().forEach(route -> {
            config.addHttpHandler(route.method(), route.path(), route.handler(), route.scope());
            if (route.method().equals(HandlerType.GET) && heads.add(route.path())) {
                config.addHttpHandler(HandlerType.HEAD, route.path(), route.handler(), route.scope());
            }
        });
    }
}
