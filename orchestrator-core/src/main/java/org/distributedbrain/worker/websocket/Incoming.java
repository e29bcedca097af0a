package org.distributedbrain.worker.websocket;

/** What {@link MessageReader#next} found. */
public sealed interface Incoming {

    /** A whole text message. */
    record Text(String text) implements Incoming {}

    /** A binary message begins; its bytes are taken with {@link MessageReader#read}, or skipped by the next call of {@code next}. */
    record Binary() implements Incoming {}

    /** The other side asks whether this one lives: answer with a pong of the same bytes. */
    record Ping(byte[] payload) implements Incoming {}

    /** The other side closes; 1005 when it gave no code. Nothing follows. */
    record Close(int code, String reason) implements Incoming {}
}
