package org.distributedbrain.app.live;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question that is asked again and again while somebody types: one at a time, and of those that came meanwhile only the last. On the screen
 * thread.
 */
public final class Latest<T> {
    private final Tasks tasks;
    private final String name;
    private final Consumer<T> answered;
    private final Consumer<String> failed;
    private @Nullable Callable<T> next;
    private boolean asking;
    private boolean wanted;

    /**
     * @param name what it does, for the thread's name and the log
     * @param answered gets the answer to the last question, never to an older one
     * @param failed gets one sentence for people, when the last question could not be answered
     */
    public Latest(Tasks tasks, String name, Consumer<T> answered, Consumer<String> failed) {
        this.tasks = tasks;
        this.name = name;
        this.answered = answered;
        this.failed = failed;
    }

    public void ask(Callable<T> question) {
        next = question;
        wanted = true;
        if (!asking) {
            askNext(question);
        }
    }

    /** What is being asked is not wanted any more: nobody is told of it. */
    public void forget() {
        next = null;
        wanted = false;
    }

    private void askNext(Callable<T> question) {
        asking = true;
        next = null;
        tasks.run(
                name,
                question,
                answer -> settle(() -> answered.accept(answer)),
                why -> settle(() -> failed.accept(why)));
    }

    private void settle(Runnable tell) {
        asking = false;
        Callable<T> newer = next;
        if (newer != null) {
            askNext(newer);
        } else if (wanted) {
            tell.run();
        }
    }
}
