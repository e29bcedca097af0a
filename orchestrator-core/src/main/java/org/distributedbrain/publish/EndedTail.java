package org.distributedbrain.publish;

import java.util.List;
import org.distributedbrain.job.Attempt;

/**
 * The attempts that ended last, numbered without gaps, so that who sees only some snapshots misses none of them: whoever has taken in those
 * before {@code n} takes {@link #since}{@code (n)} next and remembers {@link #next}.
 *
 * @param next the number that the next one will have; the last of {@code latest} has the one before
 * @param latest the oldest first
 */
public record EndedTail(long next, List<Attempt> latest) {
    /** How many are kept: about a second at the highest rate that the core can do. */
    static final int LENGTH = 4_096;

    static final EndedTail EMPTY = new EndedTail(0, List.of());

    /** The number of the oldest one that is still here. */
    public long first() {
        return next - latest.size();
    }

    /** Those from number {@code n} on. When {@code n < first()} some are gone from here, and history has them. */
    public List<Attempt> since(long n) {
        return latest.subList((int) Math.clamp(n - first(), 0, latest.size()), latest.size());
    }
}
