package org.distributedbrain.server;

import java.time.Duration;

/** The standard limits, changed so that a test need not wait for them. */
final class Limits {
    private Limits() {}

    /** Room for few workers, and short waits. */
    static SocketLimits impatient(Duration registration, Duration silence, Duration write, Duration ping) {
        SocketLimits l = SocketLimits.STANDARD;
        return new SocketLimits(
                3,
                4,
                l.maxFrameBytes(),
                l.window(),
                l.heartbeat(),
                silence,
                registration,
                write,
                ping,
                l.answer(),
                l.messagesPerSecond(),
                l.wrongKeysPerMinute());
    }

    static SocketLimits withFrames(int maxFrameBytes) {
        SocketLimits l = SocketLimits.STANDARD;
        return changed(l, maxFrameBytes, l.heartbeat(), l.answer());
    }

    static SocketLimits withHeartbeat(SocketLimits l, Duration heartbeat) {
        return changed(l, l.maxFrameBytes(), heartbeat, l.answer());
    }

    static SocketLimits withAnswer(SocketLimits l, Duration answer) {
        return changed(l, l.maxFrameBytes(), l.heartbeat(), answer);
    }

    private static SocketLimits changed(SocketLimits l, int maxFrameBytes, Duration heartbeat, Duration answer) {
        return new SocketLimits(
                l.maxWorkers(),
                l.maxUnregistered(),
                maxFrameBytes,
                l.window(),
                heartbeat,
                l.silence(),
                l.registration(),
                l.write(),
                l.ping(),
                answer,
                l.messagesPerSecond(),
                l.wrongKeysPerMinute());
    }
}
