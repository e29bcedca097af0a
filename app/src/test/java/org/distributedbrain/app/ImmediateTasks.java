package org.distributedbrain.app;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.distributedbrain.app.live.Sentences;
import org.distributedbrain.app.live.Tasks;

/** Tasks that run at once on the caller's thread. */
public final class ImmediateTasks implements Tasks {
    @Override
    public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        T result;
        try {
            result = work.call();
        } catch (Exception e) {
            failed.accept(Sentences.of(e));
            return;
        }
        done.accept(result);
    }
}
