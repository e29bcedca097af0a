package org.distributedbrain.worker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.kernel.matmul.Blas;
import org.distributedbrain.kernel.matmul.Gemm;
import org.distributedbrain.wire.Protocol;
import org.distributedbrain.wire.ServerMessage.RegistrationAck;
import org.distributedbrain.wire.WorkerMessage.RegisterWorker;
import org.distributedbrain.worker.websocket.WebSocketClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This computer as a worker: the protocol of docs/protocol.md, products on the processor. Connects, works, and comes back by itself until it is
 * closed or the orchestrator sends it away for good.
 */
public final class NativeWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NativeWorker.class);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(2);

    /** A connection that lasted so long makes the next failure the first one: one that breaks at once is not tried four times a second for ever. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    /** A quarter of the memory in one piece: two operands, a result, and a right factor that is being rearranged. */
    private static final int PIECES = 4;

    /** Half of the memory may lie idle with operands that later tasks may need. */
    private static final int CACHED_PART = 2;

    private static final String CLOSED = "The worker was closed.";
    private static final long LARGEST_BLOCK = 1L << 30;

    private final JoinUrl url;
    private final NativeWorkerOptions options;
    private final Pause pause;
    private final StatusBoard status;
    private final Comeback comeback;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("worker-receive").unstarted(this::run);
    private volatile @Nullable WorkerSession session;
    private @Nullable Identity identity;

    private NativeWorker(JoinUrl url, NativeWorkerOptions options, @Nullable Pause pause, RandomGenerator random) {
        this.url = url;
        this.options = options;
        this.pause = pause == null ? this::pauseUnlessClosing : pause;
        this.status = new StatusBoard(options.listener());
        this.comeback = new Comeback(random);
    }

    /** How a pause before coming back passes; tests let it pass at once. */
    @FunctionalInterface
    interface Pause {
        void pass(Duration duration) throws InterruptedException;
    }

    /**
     * Starts a worker and returns at once; {@link #status} and the listener tell how it goes.
     *
     * @throws BadInput when the link cannot be one, or the engine asked for is not there
     */
    public static NativeWorker start(String joinUrl, NativeWorkerOptions options) {
        return start(JoinUrl.parse(joinUrl), options, null, RandomGenerator.getDefault());
    }

    /** As {@link #start(String, NativeWorkerOptions)}. */
    public static NativeWorker start(URI joinUrl, NativeWorkerOptions options) {
        return start(joinUrl.toString(), options);
    }

    static NativeWorker start(JoinUrl url, NativeWorkerOptions options, @Nullable Pause pause, RandomGenerator random) {
        if (options.engine() == EngineChoice.BLAS) {
            // Only now, because measuring takes a moment: everyone else does that on the worker's own thread.
            Engines.measured().choose(EngineChoice.BLAS);
        }
        NativeWorker worker = new NativeWorker(url, options, pause, random);
        worker.thread.start();
        return worker;
    }

    public NativeWorkerStatus status() {
        return status.current();
    }

    /** Completes with a sentence that says why, when the worker has ended for good: closed, a bad key, removed. */
    public CompletableFuture<String> ended() {
        return ended.copy();
    }

    /** Hands back what is unfinished, says goodbye, and waits until it has ended, a few seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        WorkerSession open = session;
        if (open == null) {
            // It is connecting or pausing; an interrupt ends either.
            thread.interrupt();
        } else {
            open.leave("closed by its owner");
        }
        if (!awaitEnd()) {
            abort();
            awaitEnd();
        }
    }

    private void run() {
        String reason;
        try (IdentityFile file = IdentityFile.open(options.stateFolder(), url);
                OffHeapPool pool = new OffHeapPool(options.memoryBytes())) {
            Engines engines = Engines.measured();
            Blas blas = engines.choose(options.engine());
            LOG.debug("{}, blas {}", engines, blas == null ? "not used" : blas.library());
            identity = file.read();
            try (ComputePool compute = new ComputePool(options.threads(), blas)) {
                reason = connectAgainAndAgain(file, pool, compute, engines);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
            reason = CLOSED;
        } catch (RuntimeException e) {
            LOG.error("The worker failed", e);
            reason = "The worker failed: " + e.getMessage();
        }
        status.ended(reason);
        ended.complete(reason);
    }

    private String connectAgainAndAgain(IdentityFile file, OffHeapPool pool, ComputePool compute, Engines engines)
            throws InterruptedException {
        while (true) {
            status.connecting(url.address());
            long began = System.nanoTime();
            SessionEnd end = connectOnce(file, pool, compute, engines);
            if (isClosing()) {
                return CLOSED;
            }
            if (end.comeBack() == SessionEnd.ComeBack.NEVER) {
                return end.reason();
            }
            if (end.registered() && System.nanoTime() - began >= STEADY.toNanos()) {
                comeback.reset();
            }
            Duration wait = comeback.next(end.comeBack() == SessionEnd.ComeBack.SOON);
            status.disconnected(
                    end.reason() + " Trying again in " + Math.max(1, Math.round(wait.toMillis() / 1e3)) + " s.");
            pause.pass(wait);
            if (isClosing()) {
                return CLOSED;
            }
        }
    }

    private SessionEnd connectOnce(IdentityFile file, OffHeapPool pool, ComputePool compute, Engines engines)
            throws InterruptedException {
        try (WebSocketClient socket = WebSocketClient.open(
                url.host(),
                url.port(),
                url.tls(),
                options.fingerprint(),
                Protocol.PATH,
                Protocol.MAX_TEXT_BYTES,
                CONNECT_PATIENCE)) {
            WorkerSession open = new WorkerSession(socket, compute, pool, status, ack -> keepIdentity(ack, file));
            session = open;
            if (isClosing()) {
                return SessionEnd.lost(false, "");
            }
            return open.run(registration(compute, engines));
        } catch (IOException e) {
            return SessionEnd.lost(false, sentence(e));
        } finally {
            session = null;
        }
    }

    private void keepIdentity(RegistrationAck ack, IdentityFile file) {
        Identity now = Identity.after(identity, ack.workerId(), ack.workerSecret());
        if (now != null && !now.equals(identity)) {
            identity = now;
            file.write(now);
        }
    }

    private RegisterWorker registration(ComputePool compute, Engines engines) {
        Identity known = identity;
        long block = Math.min(LARGEST_BLOCK, options.memoryBytes() / PIECES);
        return new RegisterWorker(
                url.key(),
                known == null ? null : known.workerId(),
                known == null ? null : known.workerSecret(),
                options.name(),
                Processor.deviceKind(),
                compute.packs() ? "vector" : "blas",
                Processor.describe(options.threads(), Gemm.lanes()),
                WorkTable.KERNELS,
                block,
                options.memoryBytes() - block,
                options.memoryBytes() / CACHED_PART,
                List.of(GeneratedBlock.GENERATOR),
                engines.told(options.threads()));
    }

    private String sentence(IOException e) {
        String what = switch (e) {
            case UnknownHostException unknown -> "no computer of that name is known";
            case ConnectException refused -> "nothing answers at that address";
            case SocketTimeoutException late -> "there is no answer";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
        return "Cannot connect to " + url.address() + ": " + what
                + (what.endsWith(".") || what.endsWith("?") ? "" : ".");
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pauseUnlessClosing(Duration duration) throws InterruptedException {
        boolean closed = closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("Pause of {} over, closing: {}", duration, closed);
    }

    private void abort() {
        WorkerSession open = session;
        if (open != null) {
            open.abort();
        }
    }

    private boolean awaitEnd() {
        try {
            ended.get(GOODBYE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }
}
