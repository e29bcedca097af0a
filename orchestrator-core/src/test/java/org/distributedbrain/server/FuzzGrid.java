package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;

/** A real orchestrator with a worker, at which spoiled bytes are thrown; looks afterwards whether anything of them stayed. */
final class FuzzGrid implements AutoCloseable {
    /** What no client may see. */
    private static final Pattern INSIDES = Pattern.compile(
            "\\tat |Exception|java\\.(lang|util|io|nio)|org\\.distributedbrain|org\\.eclipse|io\\.javalin");

    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3})");
    private static final long SEED = Long.getLong("fuzz.seed", 20260301L);

    final Path folder;
    final Orchestrator orchestrator;
    final JobId job;
    private final Orchestrator.LocalWorker worker;
    private final long threadsBefore;
    private final long filesBefore;
    private final long heapBefore;
    private final Thread control = Thread.ofPlatform().daemon().name("control").unstarted(this::sleepBriefly);
    private volatile long longestSleepNanos;
    /** How often there was each status, or code of a closed connection. */
    private final Map<String, LongAdder> answered = new ConcurrentSkipListMap<>();

    FuzzGrid(Path folder) throws InterruptedException {
        this.folder = folder;
        orchestrator = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
        worker = orchestrator.addLocalWorker("honest", 1);
        job = run();
        threadsBefore = threads();
        filesBefore = files();
        heapBefore = heapAfterCollection();
        control.start();
    }

    /** How many of what the system property asks for: a few in every build. */
    static int count(String property, int standard) {
        return Integer.getInteger(property, standard);
    }

    static Mutator mutator(int lane) {
        return new Mutator(SEED + lane);
    }

    int port() {
        return orchestrator.url().getPort();
    }

    String token() throws IOException {
        return Files.readString(folder.resolve("operator.token")).strip();
    }

    String joinKey() {
        return orchestrator.invitation().best().getFragment();
    }

    /** A small job, from its submission to its verified result. */
    JobId run() throws InterruptedException {
        var spec = new JobSpec(new MatmulSource.Synthetic(new MatmulSize(16, 16, 16), 7), "", JobOptions.DEFAULT);
        var submitted = orchestrator.submit(spec);
        assertThat(orchestrator.await(submitted.id(), Duration.ofSeconds(60)).state())
                .isEqualTo(JobState.DONE);
        return submitted.id();
    }

    /** Sends the bytes and everything that there is to say, and returns all that came back. */
    String exchange(byte[] bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(60_000);
            socket.setSoLinger(true, 0);
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (IOException e) {
                // refused before it was whole: what was answered may still be read
            }
            return read(socket.getInputStream());
        }
    }

    private static String read(InputStream in) {
        var all = new StringBuilder();
        try {
            var buffer = new byte[8_192];
            for (var n = in.read(buffer); n >= 0 && all.length() < 1 << 20; n = in.read(buffer)) {
                all.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No answer and no end within a minute, after: " + all, e);
        } catch (IOException e) {
            // reset: the end
        }
        return all.toString();
    }

    /** No failure of the server's, and nothing of its insides. */
    void mustBeClean(String answer, byte[] request) {
        var statuses = STATUS.matcher(answer);
        while (statuses.find()) {
            count(statuses.group(1));
            if (statuses.group(1).charAt(0) == '5') {
                throw new AssertionError("A failure:\n" + shown(answer) + "\nfor\n" + shown(request));
            }
        }
        if (INSIDES.matcher(answer).find()) {
            throw new AssertionError("The server's insides:\n" + shown(answer) + "\nfor\n" + shown(request));
        }
    }

    void count(String answer) {
        answered.computeIfAbsent(answer, _ -> new LongAdder()).increment();
    }

    static String shown(byte[] bytes) {
        return shown(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static String shown(String text) {
        return text.length() <= 3_000 ? text : text.substring(0, 3_000) + "…";
    }

    /** A thread that does nothing is kept from it by the machine as long as the loop is. */
    private void sleepBriefly() {
        while (!Thread.currentThread().isInterrupted()) {
            var asleep = System.nanoTime();
            LockSupport.parkNanos(1_000_000);
            longestSleepNanos = Math.max(longestSleepNanos, System.nanoTime() - asleep);
        }
    }

    /** What was measured, where more than the usual few were asked for. */
    void report(String property, String what) {
        if (Integer.getInteger(property) != null) {
            System.out.printf(
                    "%s: %s, answered with %s; threads %d then %d, open files %d then %d, heap %d then %d KiB; longest turn of the loop %d ms, longest sleep of 1 ms %d ms%n",
                    Integer.getInteger(property),
                    what,
                    answered,
                    threadsBefore,
                    threads(),
                    filesBefore,
                    files(),
                    heapBefore >> 10,
                    heapAfterCollection() >> 10,
                    orchestrator.longestTurn().toMillis(),
                    longestSleepNanos / 1_000_000);
        }
    }

    /** It still works, and threads and open files are as many as before, or soon will be. */
    void mustBeAsBefore() throws InterruptedException {
        run();
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(threads()).as("threads").isLessThan(threadsBefore + 20);
            assertThat(files()).as("open files").isLessThan(filesBefore + 20);
        });
    }

    private static long threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        control.interrupt();
        worker.close();
        orchestrator.close();
    }
}
