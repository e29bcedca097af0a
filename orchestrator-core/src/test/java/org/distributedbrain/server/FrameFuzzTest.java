package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedbrain.wire.GoldenFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spoiled WebSocket frames, seeded, from workers that have registered and from those that have not. A few in every build;
 * {@code -Dfuzz.frames=100000} for as many.
 */
class FrameFuzzTest {
    private static final int LANES = 8;
    private static final int MOST_PER_CONNECTION = 20;

    @TempDir
    Path folder;

    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void no_frame_however_spoiled_makes_the_orchestrator_fail_or_tell_its_insides() throws Exception {
        var count = FuzzGrid.count("fuzz.frames", 1_000);
        try (var grid = new FuzzGrid(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var frames = frames(grid.joinKey());
            List<Future<Integer>> lanes = new ArrayList<>();
            for (var lane = 0; lane < LANES; lane++) {
                var mutator = FuzzGrid.mutator(lane);
                lanes.add(threads.submit(() -> fuzz(grid, frames, mutator, count / LANES)));
            }
            for (var lane : lanes) {
                lane.get();
            }
            grid.mustBeAsBefore();
            grid.report("fuzz.frames", "spoiled frames");
            assertThat(sent.get()).isGreaterThanOrEqualTo(count / LANES * LANES);
        }
    }

    /** @param payload of text where the first byte is 0x81, of a message in binary where it is 0x82 */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Frame(int first, byte[] payload) {
        byte[] bytes() {
            return frame(first, payload);
        }

        /** Two of three have only their payload spoiled, and are frames as they should be. */
        byte[] spoiled(Mutator mutator) {
            return mutator.below(3) == 0 ? mutator.spoil(bytes()) : frame(first, mutator.spoil(payload));
        }
    }

    private int fuzz(FuzzGrid grid, List<Frame> frames, Mutator mutator, int count) throws IOException {
        var registration = frames.getFirst().bytes();
        for (var i = 0; i < count; ) {
            // From another address each time: who guesses join keys has to wait, and the fuzz would too.
            var from = "X-Forwarded-For: 198.51." + mutator.below(256) + "." + mutator.below(256) + "\r\n";
            try (var socket = new RawSocket(grid.port(), from)) {
                assertThat(socket.handshake).startsWith("HTTP/1.1 101");
                socket.socket.setSoLinger(true, 0);
                var all = new ByteArrayOutputStream();
                try {
                    if (mutator.below(4) != 0) {
                        socket.send(registration);
                    }
                    for (var left = 1 + mutator.below(MOST_PER_CONNECTION); left > 0 && i < count; left--) {
                        var frame = mutator.oneOf(frames).spoiled(mutator);
                        all.writeBytes(frame);
                        i++;
                        sent.incrementAndGet();
                        socket.send(frame);
                    }
                    socket.frame(0x88, new byte[] {3, (byte) 0xE8});
                    socket.socket.shutdownOutput();
                } catch (IOException e) {
                    // closed before all was sent: what was said is still there
                }
                check(grid, socket, all.toByteArray());
            }
        }
        return count;
    }

    private static void check(FuzzGrid grid, RawSocket socket, byte[] sent) {
        var said = new StringBuilder();
        var close = -1;
        try {
            while (close < 0) {
                var frame = socket.readFrame();
                said.append(new String(frame, 1, frame.length - 1, StandardCharsets.ISO_8859_1))
                        .append('\n');
                if (frame[0] == (byte) 0x88 && frame.length >= 3) {
                    close = ((frame[1] & 0xff) << 8) | (frame[2] & 0xff);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("Neither an answer nor an end, after: " + said, e);
        } catch (IOException e) {
            // the end
        }
        grid.mustBeClean(said.toString(), sent);
        grid.count(String.valueOf(close));
        assertThat(close).as("%s\nfor\n%s", said, FuzzGrid.shown(sent)).isNotIn(1011, 4500);
        assertThat(said.toString()).doesNotContain("\"code\":\"internal\"");
    }

    /** Whole frames, masked with zeros: the first is a registration that is accepted. */
    private static List<Frame> frames(String joinKey) {
        List<Frame> frames = new ArrayList<>();
        for (var golden : GoldenFrames.all().filter(each -> !each.toWorker()).toList()) {
            frames.add(
                    golden.isText()
                            ? new Frame(
                                    0x81,
                                    golden.text()
                                            .replace("k3y-from-the-link", joinKey)
                                            .getBytes(StandardCharsets.UTF_8))
                            : new Frame(0x82, golden.bytes().array()));
        }
        frames.add(new Frame(0x89, new byte[] {1, 2, 3}));
        frames.add(new Frame(0x8A, new byte[125]));
        frames.add(new Frame(0x01, "{\"type\":".getBytes(StandardCharsets.UTF_8)));
        frames.add(new Frame(0x80, "\"heartbeat\"}".getBytes(StandardCharsets.UTF_8)));
        frames.add(new Frame(0x88, new byte[] {3, (byte) 0xE9, 'x'}));
        return frames;
    }

    private static byte[] frame(int first, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
