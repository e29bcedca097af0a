package org.distributedbrain.server;

import java.nio.ByteBuffer;
import java.util.Collection;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/** What is to reach one worker, in whichever way it is connected. Bounded; no call waits for the worker. */
interface Outbox {
    void message(ServerMessage message);

    void ping();

    void pong(ByteBuffer payload);

    /** Operand values, which stay readable until they are released and {@link #reading} has become false. */
    void block(BlockContent content);

    /** Whether operand bytes wait to be sent or are being taken. */
    boolean isSending();

    /** Released blocks need not be sent any more; one under way ends soon. */
    void drop(Collection<BlockId> released);

    /** Whether the values of one of these may still be read from here. */
    boolean reading(Collection<BlockId> ids);

    /** Lets out what messages are waiting, then {@code error} where there is one, and ends the connection. The first call counts. */
    void close(int code, @Nullable ErrorCode error, String sentence);

    /** The connection is over. */
    void end();
}
