package org.distributedbrain.app.live;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs what may wait away from the screen thread, and brings its outcome back to it. */
public interface Tasks {

    /**
     * @param name what it does, for the thread's name and the log
     * @param work runs off the screen thread
     * @param done gets its outcome on the screen thread
     * @param failed gets one sentence for people on the screen thread, when {@code work} threw
     */
    <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<String> failed);
}
