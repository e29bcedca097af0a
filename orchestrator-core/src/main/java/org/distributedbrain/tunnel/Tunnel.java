package org.distributedbrain.tunnel;

import java.net.URI;
import java.util.function.Consumer;

/** Makes a port of this computer known to the internet. */
public interface Tunnel {

    /**
     * Begins and returns soon; how it goes is told on another thread.
     *
     * @param port on 127.0.0.1, where plain HTTP is spoken
     * @param news told one after the other, and nothing more after {@link News.Ended}
     * @throws TunnelProblem.Refused when it cannot even begin
     */
    Passage open(int port, Consumer<News> news);

    /** A tunnel that was begun. */
    interface Passage extends AutoCloseable {
        /** Ends it, and everything that belongs to it, before this returns. Nothing is told any more. */
        @Override
        void close();
    }

    /** What happens to one. */
    sealed interface News {
        /** It leads here from this address. */
        record Up(URI url) implements News {}

        /** It leads nowhere at present; it comes back by itself. */
        record Interrupted(TunnelProblem why) implements News {}

        /** It has ended by itself. */
        record Ended(TunnelProblem why) implements News {}
    }
}
