package org.distributedbrain.wire;

/** The numbers of docs/protocol.md that both sides share. */
public final class Protocol {
    public static final int VERSION = 1;

    /** Where the WebSocket is opened. */
    public static final String PATH = "/ws/worker";

    /** The longest text message, in bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 64 * 1024;

    /** The largest whole number that travels, so that every language can hold it exactly: 2^53 − 1. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    /** How many block numbers one {@code release_operands} names at most; more go in several messages. */
    public static final int MAX_RELEASED = 2_000;

    /** The most rows, and the most columns, of a tile that is computed without operands. */
    public static final int MAX_TILE_SIDE = 1_000_000;

    /** The most parameters that a kernel without operands is told. */
    public static final int MAX_PARAMETERS = 32;

    /** The longest value of such a parameter, in characters. */
    public static final int MAX_PARAMETER_LENGTH = 4_000;

    private Protocol() {}
}
