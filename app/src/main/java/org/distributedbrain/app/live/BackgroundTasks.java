package org.distributedbrain.app.live;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Tasks} on virtual threads, each named after what it does. */
public final class BackgroundTasks implements Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

    private final Executor screen;

    public BackgroundTasks(Executor screen) {
        this.screen = screen;
    }

    @Override
    public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        Thread.ofVirtual().name("console-" + name).start(() -> {
            Runnable outcome;
            try {
                T result = work.call();
                outcome = () -> done.accept(result);
            } catch (Exception e) {
                String sentence = Sentences.of(e);
                if (Sentences.isUnexpected(e)) {
                    LOG.warn("{} failed", name, e);
                }
                outcome = () -> failed.accept(sentence);
            }
            screen.execute(outcome);
        });
    }
}
