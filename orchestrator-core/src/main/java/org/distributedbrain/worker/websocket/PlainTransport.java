package org.distributedbrain.worker.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** TCP as it is: direct buffers go to and from the kernel without a copy in between. */
public record PlainTransport(SocketChannel channel) implements Transport {

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
