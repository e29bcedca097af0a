package org.distributedbrain.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Bytes over loopback TCP with nothing on top: what the wire could do at best on this computer, now. */
final class RawTcp {
    private static final int WRITE_BYTES = 256 * 1024;
    private static final int READ_BYTES = 1 << 20;

    private RawTcp() {}

    /** Sends {@code bytes} of memory {@code times} over from one thread to another. */
    static double bytesPerSecond(long bytes, int times) throws IOException, InterruptedException {
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel out = SocketChannel.open(door.getLocalAddress());
                    SocketChannel in = door.accept()) {
                out.setOption(StandardSocketOptions.TCP_NODELAY, true);
                ByteBuffer source = ByteBuffer.allocateDirect((int) bytes);
                Thread writer = Thread.ofPlatform().name("raw-tcp").unstarted(() -> write(out, source, times));
                ByteBuffer target = ByteBuffer.allocateDirect(READ_BYTES);
                long total = bytes * times;
                long began = System.nanoTime();
                writer.start();
                for (long read = 0; read < total; ) {
                    int now = in.read(target.clear());
                    if (now < 0) {
                        throw new EOFException("The loopback connection ended.");
                    }
                    read += now;
                }
                double rate = total * 1e9 / (System.nanoTime() - began);
                writer.join();
                return rate;
            }
        }
    }

    private static void write(SocketChannel out, ByteBuffer source, int times) {
        try {
            for (int i = 0; i < times; i++) {
                for (int at = 0; at < source.capacity(); at += WRITE_BYTES) {
                    ByteBuffer part = source.slice(at, Math.min(WRITE_BYTES, source.capacity() - at));
                    while (part.hasRemaining()) {
                        out.write(part);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
