package org.distributedbrain.tunnel;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.tunnel.Tunnel.News;
import org.distributedbrain.tunnel.Tunnel.Passage;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelProblem.Refused;
import org.distributedbrain.tunnel.TunnelView.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tunnel on while somebody wants it: begins it, begins it again after a pause when it ended for a reason that may pass, and ends it. Owns
 * the passage that is open and the local end that it leads to.
 */
public final class TunnelKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TunnelKeeper.class);

    /** An agent that never came up is not started more often than that. */
    private static final int MOST_STARTS = 5;

    private static final int MOST_DOUBLINGS = 6;

    /** Where on this computer the tunnel leads. */
    public interface LocalEnd {
        /** Its port on 127.0.0.1; opened when it is not open yet. */
        int open();

        /** Disconnects who came through it. */
        void close();
    }

    /** Finds what makes tunnels. */
    @FunctionalInterface
    public interface Maker {
        /** @throws Refused when there is nothing that could */
        Tunnel tunnel(TunnelSettings settings, boolean fetchAgent);
    }

    private final Maker maker;
    private final LocalEnd end;
    private final Supplier<TunnelSettings> settings;
    private final InstantSource clock;
    private final Duration firstPause;
    private final TunnelNews changes;

    /** Held while a passage is opened, so that who wants to end it waits until there is something to end. */
    private final Object opening = new Object();

    private State state = State.OFF;
    private @Nullable URI url;
    private @Nullable TunnelProblem problem;
    private Instant since;
    private @Nullable Passage passage;
    /** What belongs to another attempt is of the past. */
    private long attempt;

    private int failures;
    private boolean wasUp;
    private boolean fetch;

    /** @param firstPause before it is tried again; each further one is twice as long, up to 64 times */
    TunnelKeeper(
            Maker maker,
            LocalEnd end,
            Supplier<TunnelSettings> settings,
            InstantSource clock,
            Duration firstPause,
            TunnelNews changes) {
        this.maker = maker;
        this.end = end;
        this.settings = settings;
        this.clock = clock;
        this.firstPause = firstPause;
        this.changes = changes;
        this.since = clock.instant();
    }

    /** How it is now; the rest of the view is others' business. */
    synchronized TunnelView view(TunnelUsage usage, long allowance) {
        return new TunnelView(state, url, problem, since, usage, allowance);
    }

    void start(boolean fetchAgent) {
        long number;
        synchronized (this) {
            if (state.isWanted()) {
                return;
            }
            number = ++attempt;
            fetch = fetchAgent;
            failures = 0;
            wasUp = false;
            enter(State.STARTING, null, null);
        }
        begin(number);
    }

    private void begin(long number) {
        Thread.ofVirtual().name("tunnel").start(() -> {
            try {
                Tunnel tunnel = maker.tunnel(settings.get(), fetch);
                open(number, tunnel);
            } catch (Refused e) {
                ended(number, e.problem());
            } catch (BadInput e) {
                ended(number, new TunnelProblem(Kind.BAD_SETTINGS, String.valueOf(e.getMessage())));
            }
        });
    }

    private void open(long number, Tunnel tunnel) {
        synchronized (opening) {
            if (!isNow(number)) {
                return;
            }
            Passage opened = tunnel.open(end.open(), news -> heard(number, news));
            synchronized (this) {
                if (isNow(number)) {
                    passage = opened;
                    return;
                }
            }
            opened.close(); // it ended as soon as it began
        }
    }

    private synchronized boolean isNow(long number) {
        return number == attempt;
    }

    private void heard(long number, News news) {
        switch (news) {
            case News.Up up -> {
                synchronized (this) {
                    if (isNow(number)) {
                        failures = 0;
                        wasUp = true;
                        enter(State.ON, up.url(), null);
                    }
                }
            }
            case News.Interrupted interrupted -> {
                synchronized (this) {
                    if (isNow(number)) {
                        enter(State.RECONNECTING, null, interrupted.why());
                    }
                }
            }
            case News.Ended over -> ended(number, over.why());
        }
    }

    private void ended(long number, TunnelProblem why) {
        Passage gone;
        boolean again;
        synchronized (this) {
            if (!isNow(number)) {
                return;
            }
            gone = passage;
            passage = null;
            attempt++;
            failures++;
            again = why.kind().isPassing() && (wasUp || failures < MOST_STARTS);
            enter(again ? State.RECONNECTING : State.FAILED, null, why);
            if (again) {
                long next = attempt;
                changes.later(firstPause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)), () -> begin(next));
            }
        }
        if (gone != null) {
            gone.close();
        }
        if (!again) {
            end.close();
        }
    }

    void stop() {
        Passage gone;
        synchronized (opening) {
            synchronized (this) {
                attempt++;
                gone = passage;
                passage = null;
                if (state != State.OFF) {
                    enter(State.OFF, null, null);
                }
            }
        }
        if (gone != null) {
            gone.close();
        }
        end.close();
    }

    /** Called with the lock. */
    private void enter(State next, @Nullable URI address, @Nullable TunnelProblem why) {
        if (state == next && Objects.equals(url, address) && Objects.equals(problem, why)) {
            return;
        }
        state = next;
        url = address;
        problem = why;
        since = clock.instant();
        LOG.info("Tunnel {}{}", next, why != null ? ": " + why.sentence() : address != null ? " at " + address : "");
        changes.happened();
    }

    @Override
    public void close() {
        stop();
    }
}
