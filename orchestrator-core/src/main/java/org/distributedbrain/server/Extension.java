package org.distributedbrain.server;

import io.javalin.config.JavalinConfig;
import java.util.List;

/** Something that is served beside the grid itself. */
public interface Extension {
    List<RouteGroup> routes();

    /** Puts what is no route into a server that has not started. */
    default void install(JavalinConfig config) {}
}
