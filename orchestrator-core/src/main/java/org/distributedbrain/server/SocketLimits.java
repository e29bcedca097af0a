package org.distributedbrain.server;

import java.time.Duration;

/**
 * What the worker socket admits and how long it waits; {@link #STANDARD} holds the figures of docs/protocol.md.
 *
 * @param maxWorkers registered workers at once
 * @param maxUnregistered connections that have not registered yet, at once
 * @param maxFrameBytes the longest binary message, header included
 * @param window how many tasks may be unfinished at a worker at most
 * @param heartbeat how often a worker is to send a heartbeat
 * @param silence after how much silence a worker counts as lost
 * @param registration how long a connection may wait before it registers
 * @param write how long a worker may leave what is sent to it untouched
 * @param ping how often the orchestrator pings, to notice connections whose other end is gone
 * @param answer how long a ping may stay unanswered, while nothing else comes and no operand bytes are on their way
 * @param messagesPerSecond text messages and pings read from one worker per second on average; beyond, it is read more slowly
 * @param wrongKeysPerMinute wrong join keys from one address within a minute before it has to wait
 */
public record SocketLimits(
        int maxWorkers,
        int maxUnregistered,
        int maxFrameBytes,
        int window,
        Duration heartbeat,
        Duration silence,
        Duration registration,
        Duration write,
        Duration ping,
        Duration answer,
        int messagesPerSecond,
        int wrongKeysPerMinute) {

    public static final SocketLimits STANDARD = new SocketLimits(
            10_000,
            256,
            4 << 20,
            16,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(3),
            Duration.ofSeconds(9),
            6_000,
            30);
}
