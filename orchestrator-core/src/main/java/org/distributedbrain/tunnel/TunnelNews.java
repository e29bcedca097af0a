package org.distributedbrain.tunnel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedbrain.tunnel.TunnelControl.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners how the tunnel is, on one thread, whenever it is otherwise than they were told; and does what is to be done later. */
final class TunnelNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TunnelNews.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tunnel-news").factory());
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Supplier<TunnelView> view;

    TunnelNews(Supplier<TunnelView> view) {
        this.view = view;
    }

    /** A subscription, with what it was told last. */
    private final class Listener implements Subscription {
        private final Consumer<TunnelView> told;
        private @Nullable TunnelView last;

        Listener(Consumer<TunnelView> told) {
            this.told = told;
        }

        void tell(TunnelView now) {
            if (!now.equals(last) && listeners.contains(this)) {
                last = now;
                try {
                    told.accept(now);
                } catch (RuntimeException e) {
                    LOG.error("A listener to the tunnel failed", e);
                }
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    Subscription subscribe(Consumer<TunnelView> told) {
        Listener listener = new Listener(told);
        listeners.add(listener);
        later(Duration.ZERO, () -> listener.tell(view.get()));
        return listener;
    }

    /** It may be otherwise now. */
    void happened() {
        later(Duration.ZERO, () -> {
            TunnelView now = view.get();
            listeners.forEach(listener -> listener.tell(now));
        });
    }

    void later(Duration pause, Runnable work) {
        try {
            thread.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late: the tunnel has been closed");
        }
    }

    void every(Duration period, Runnable work) {
        thread.scheduleWithFixedDelay(work, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
