package org.distributedbrain.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is thought of a worker. It goes by identity and is kept. How each deed changes it is in docs/decisions/0013.
 *
 * @param reputation 0 to {@link #MOST}: what it did on the whole, good deeds making up for bad ones
 * @param consecutive the trust that cannot be banked: verified results since the last one that was proven wrong
 * @param lies results proven wrong, of all time
 * @param quarantine null unless it gets no ordinary work
 */
public record Standing(
        int reputation,
        long consecutive,
        int lies,
        @Nullable Quarantine quarantine) {
    public static final int MOST = 1_000;
    private static final int AT_FIRST = 100;
    private static final int AGREED = 5;
    private static final int DISAGREED = -10;
    private static final int SILENT = -20;

    /** So many verified results in a row make a worker one that is preferred where much depends on it. */
    private static final int TRUSTED = 10;

    /** How long it rests after its first lie before it is tried again; twice as long after each further one. */
    public static final Duration FIRST_REST = Duration.ofMinutes(10);

    private static final Duration LONGEST_REST = Duration.ofDays(7);

    public static final Standing NEWCOMER = new Standing(AT_FIRST, 0, 0, null);

    /** A result was verified. In quarantine that counts for nothing but its end. */
    public Standing agreed() {
        Quarantine now = quarantine;
        if (now == null) {
            return new Standing(Math.min(MOST, reputation + AGREED), consecutive + 1, lies, null);
        }
        int passed = now.passed() + 1;
        return passed >= Quarantine.PROBATION && now.probationAt() != null
                ? released()
                : new Standing(
                        reputation, 0, lies, new Quarantine(now.since(), now.reason(), now.probationAt(), passed));
    }

    /** A result was proven wrong; {@code reason} says which and how. A quarantine that only the operator ends stays one. */
    public Standing disagreed(String reason, Instant at) {
        boolean byOperator = quarantine != null && quarantine.probationAt() == null;
        return new Standing(
                Math.max(0, reputation + DISAGREED),
                0,
                lies + 1,
                new Quarantine(at, reason, byOperator ? null : at.plus(restAfter(lies + 1)), 0));
    }

    private static Duration restAfter(int lies) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(lies - 1, 16));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    /** It vanished without a word. */
    public Standing wentSilent() {
        return new Standing(Math.max(0, reputation + SILENT), consecutive, lies, quarantine);
    }

    /** The operator wants it so, until the operator wants it otherwise. */
    public Standing quarantined(String reason, Instant at) {
        return new Standing(reputation, 0, lies, new Quarantine(at, reason, null, 0));
    }

    /** It may work like a newcomer. What it did is not forgotten. */
    public Standing released() {
        return new Standing(reputation, 0, lies, null);
    }

    public boolean isQuarantined() {
        return quarantine != null;
    }

    public boolean isTrusted() {
        return consecutive >= TRUSTED && !isDoubtful();
    }

    /** Worse than somebody of whom nothing is known. */
    public boolean isDoubtful() {
        return reputation < AT_FIRST || isQuarantined();
    }
}
