package org.distributedbrain.worker.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream of bytes both ways. One thread may read while another writes; closing from any thread ends both with an {@link IOException}. */
public interface Transport extends Closeable {

    /** Waits for at least one byte and fills {@code target} as far as bytes are there; -1 at the end of the stream. */
    int read(ByteBuffer target) throws IOException;

    /** Writes all that remains of {@code source}. */
    void write(ByteBuffer source) throws IOException;
}
