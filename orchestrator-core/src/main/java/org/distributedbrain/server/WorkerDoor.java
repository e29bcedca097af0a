package org.distributedbrain.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.Consumer;

/** A port with nothing but the workers' WebSocket, on this computer only: for measuring and testing the socket without a grid behind it. */
public final class WorkerDoor implements AutoCloseable {
    private final Javalin javalin;

    /** Opens a free port. @param webSockets {@link WorkerSocket#install} */
    public WorkerDoor(Consumer<JavalinConfig> webSockets) {
        javalin = Javalin.create(config -> {
                    config.concurrency.useVirtualThreads = true;
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    webSockets.accept(config);
                })
                .start(HttpOptions.LOOPBACK, 0);
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
