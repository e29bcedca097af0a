package org.distributedbrain.tunnel;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the tunnel is at a moment.
 *
 * @param url where it leads here from; null while it does not
 * @param problem why it is not on; null while nothing is the matter
 * @param since when the state began
 * @param usage what has gone through it this month
 * @param allowance bytes a month that may go out under the person's plan; 0 for any number
 */
public record TunnelView(
        State state,
        @Nullable URI url,
        @Nullable TunnelProblem problem,
        Instant since,
        TunnelUsage usage,
        long allowance) {

    /** What it does. */
    public enum State {
        OFF,
        STARTING,
        ON,
        /** It was interrupted or could not begin for a reason that may pass, and is tried again. */
        RECONNECTING,
        /** It is not tried again until somebody starts it. */
        FAILED;

        /** Whether somebody wants it to be on. */
        public boolean isWanted() {
            return this == STARTING || this == ON || this == RECONNECTING;
        }
    }

    /** How much of the allowance is used, 1 for all of it; 0 where any number is allowed. */
    public double usedShare() {
        return allowance == 0 ? 0 : (double) usage.bytesOut() / allowance;
    }
}
