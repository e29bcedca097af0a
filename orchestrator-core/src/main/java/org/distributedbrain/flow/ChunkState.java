package org.distributedbrain.flow;

/** The states of a chunk. The edges between them are in {@link Transitions#chunks()}. */
enum ChunkState {
    /** Waits to be handed out. */
    READY,
    /** A worker has it: receiving, computing or returning. */
    LEASED,
    /** Its values are here and being verified. */
    CHECKING,
    /** Its values are verified and being written to the result. */
    STORING,
    /** Its values are durable. */
    VERIFIED
}
