package org.distributedbrain.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;

/** The JavaFX toolkit for tests: started once, and asked from other threads. */
public final class Fx {
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Fx() {}

    public static void start() throws InterruptedException {
        if (STARTED.compareAndSet(false, true)) {
            CountDownLatch up = new CountDownLatch(1);
            Platform.startup(up::countDown);
            if (!up.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("JavaFX did not start within 30 s.");
            }
            Platform.setImplicitExit(false);
        }
    }

    /** The toolkit with the console's dark look. */
    public static void startDark() throws InterruptedException {
        start();
        run(() -> Look.install(new SimpleObjectProperty<>(Scheme.DARK)));
    }

    public static <T> T get(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception | Error e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("The JavaFX thread did not answer within 30 s.", e);
        }
    }

    public static void run(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }
}
