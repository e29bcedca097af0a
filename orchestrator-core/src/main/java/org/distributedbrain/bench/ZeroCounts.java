package org.distributedbrain.bench;

import java.util.concurrent.atomic.LongAdder;

/** What a fleet of zero workers has seen so far. May be read from any thread. */
public final class ZeroCounts {
    final LongAdder registered = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();

    ZeroCounts() {}

    public long registered() {
        return registered.sum();
    }

    /** Results that were verified and stored. */
    public long accepted() {
        return accepted.sum();
    }

    public long rejected() {
        return rejected.sum();
    }

    /** Connections that ended, whoever ended them. */
    public long lost() {
        return lost.sum();
    }

    /** Bytes read from the sockets. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes given to the sockets. */
    public long bytesOut() {
        return bytesOut.sum();
    }
}
