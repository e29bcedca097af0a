package org.distributedbrain.app.start;

import java.nio.file.Path;
import org.distributedbrain.Grid;

/** Starts the orchestrator that the console shows. */
public interface GridStarter {

    /**
     * Blocks until it runs.
     *
     * @throws Exception when it cannot; its message is one sentence for people
     */
    Running start(ConsoleOptions options) throws Exception;

    /** The folder it would keep its data in. */
    Path dataFolder(ConsoleOptions options);

    /** A running orchestrator, which belongs to the console. */
    interface Running extends AutoCloseable {
        Grid grid();

        /** Ends it; blocks until everything is stored. */
        @Override
        void close();
    }
}
