package org.distributedbrain.tunnel;

import java.util.function.Consumer;

/** The tunnel as an operator has it. No call waits for the internet. */
public interface TunnelControl {
    TunnelView view();

    /**
     * Wants it on; nothing happens when it is wanted already. How it goes, {@link #view} tells.
     *
     * @param fetchAgent whether ngrok's agent may be fetched from ngrok's site if it is not on this computer
     */
    TunnelView start(boolean fetchAgent);

    /** Ends it: when this returns its agent has ended. */
    TunnelView stop();

    /** Calls {@code listener} at once and then whenever something has changed, one call at a time, until the handle is closed. */
    Subscription subscribe(Consumer<TunnelView> listener);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
