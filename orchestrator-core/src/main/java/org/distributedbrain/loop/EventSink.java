package org.distributedbrain.loop;

import org.distributedbrain.flow.Event;

/** Where shells drop what happened. */
@FunctionalInterface
public interface EventSink {

    /** Waits while the mailbox is full; after the loop has ended it does nothing. */
    void post(Event event);
}
