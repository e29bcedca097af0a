package org.distributedbrain.publish;

/**
 * How long something was true within a stretch of time, per {@link SpanKind}, in microseconds. Those of work can overlap, so that their sum
 * may be longer than the stretch; {@code queued} and {@code idle} are what is left beside them.
 */
public record Busy(long computing, long fault, long returning, long sending, long verifying, long queued, long idle) {
    public static final Busy NONE = new Busy(0, 0, 0, 0, 0, 0, 0);

    public long of(SpanKind kind) {
        return switch (kind) {
            case COMPUTING -> computing;
            case FAULT -> fault;
            case RETURNING -> returning;
            case SENDING -> sending;
            case VERIFYING -> verifying;
            case QUEUED -> queued;
            case IDLE -> idle;
        };
    }

    public Busy plus(Busy other) {
        return new Busy(
                computing + other.computing,
                fault + other.fault,
                returning + other.returning,
                sending + other.sending,
                verifying + other.verifying,
                queued + other.queued,
                idle + other.idle);
    }

    /** From one number a kind, in the order of {@link SpanKind}. */
    static Busy of(long[] micros) {
        return new Busy(micros[0], micros[1], micros[2], micros[3], micros[4], micros[5], micros[6]);
    }
}
