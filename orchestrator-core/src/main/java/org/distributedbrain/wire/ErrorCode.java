package org.distributedbrain.wire;

import java.util.Optional;

/** The rows of docs/protocol.md §7: what an {@code error} message says, and the close code that follows it. */
public enum ErrorCode {
    BAD_MESSAGE("bad_message", 1007),
    BAD_FRAME("bad_frame", 1007),
    OUT_OF_ORDER("out_of_order", 1008),
    TOO_BIG("too_big", 1009),
    INTERNAL("internal", 1011),
    BAD_KEY("bad_key", 4001),
    BAD_PROTOCOL("bad_protocol", 4002),
    TIMEOUT("timeout", 4003),
    REPLACED("replaced", 4004),
    TOO_SLOW("too_slow", 4005),
    REMOVED("removed", 4006),
    FULL("full", 4007),
    TOO_MANY("too_many", 4008);

    /** Normal closure, after {@code leave}. */
    public static final int CLOSE_NORMAL = 1000;

    /** The orchestrator is shutting down; no {@code error} goes before it. */
    public static final int CLOSE_GOING_AWAY = 1001;

    private final String word;
    private final int closeCode;

    ErrorCode(String word, int closeCode) {
        this.word = word;
        this.closeCode = closeCode;
    }

    /** The word in the {@code code} field. */
    public String word() {
        return word;
    }

    public int closeCode() {
        return closeCode;
    }

    /** The code whose connection closes with {@code closeCode}; empty for plain closures such as 1000 and 1001. */
    public static Optional<ErrorCode> ofClose(int closeCode) {
        for (ErrorCode code : values()) {
            if (code.closeCode == closeCode) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** Whether a worker should take its time before it comes back: what went wrong will not be over in a moment. */
    public static boolean comesBackLater(int closeCode) {
        return ofClose(closeCode)
                .map(code -> switch (code) {
                    case BAD_MESSAGE, BAD_FRAME, OUT_OF_ORDER, TOO_BIG, INTERNAL, TOO_SLOW, FULL, TOO_MANY -> true;
                    case TIMEOUT, BAD_KEY, BAD_PROTOCOL, REPLACED, REMOVED -> false;
                })
                .orElse(false);
    }

    /** Whether a worker should come back by itself after a close with {@code closeCode}. */
    public static boolean comesBack(int closeCode) {
        return closeCode != BAD_KEY.closeCode
                && closeCode != BAD_PROTOCOL.closeCode
                && closeCode != REPLACED.closeCode
                && closeCode != REMOVED.closeCode;
    }
}
