package org.distributedbrain.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.worker.EngineChoice;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.distributedbrain.worker.NativeWorkerStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brain work URL}: lends this computer to an orchestrator until it is asked to stop. */
@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description = "Lend this computer to an orchestrator as a worker.")
final class WorkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "URL", description = "The join URL, in quotes: 'http://HOST:PORT/join#KEY'.")
    String url = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it. Default: this computer's name.")
    @Nullable String name;

    @Option(names = "--threads", paramLabel = "N", description = "How many threads compute. Default: one per core.")
    @Nullable Integer threads;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "auto, vector or blas. Default: auto, the fastest.")
    String engine = "auto";

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256",
            description =
                    "Trust this certificate over https and no other: that of https in the orchestrator's network, which brain invite shows.")
    @Nullable String fingerprint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where it keeps its identity. Default: BRAIN_DATA, else ~/.distributed-brain.")
    @Nullable Path data;

    private NativeWorkerStatus.@Nullable State said;

    WorkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var options = NativeWorkerOptions.defaults()
                .withName(name)
                .withEngine(EngineChoice.parse(engine))
                .withFingerprint(fingerprint)
                .withStateFolder(
                        DataPaths.resolve(data, terminal.environment()).root().resolve("worker"))
                .withListener(this::tell);
        if (threads != null) {
            options = options.withThreads(threads);
        }
        try (var stop = new UntilStopped();
                var worker = NativeWorker.start(address(), options)) {
            var asked = new CompletableFuture<String>();
            Thread.ofVirtual().start(() -> {
                try {
                    stop.await();
                    asked.complete("");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            CompletableFuture.anyOf(worker.ended(), asked).get();
            if (stop.isAsked()) {
                return ExitStatus.DONE;
            }
            return worker.status().name().isEmpty() ? ExitStatus.BAD_INPUT : ExitStatus.JOB_FAILED;
        }
    }

    private URI address() {
        try {
            return URI.create(url.contains("://") ? url : "http://" + url);
        } catch (IllegalArgumentException e) {
            throw new BadInput("'" + url + "' is not an address: copy the whole join URL and put it in quotes.", e);
        }
    }

    /** Says when it connects, is taken in, loses the connection and ends; not each task. */
    private void tell(NativeWorkerStatus status) {
        switch (status.state()) {
            case STARTING, COMPUTING -> {}
            case IDLE -> {
                if (said != NativeWorkerStatus.State.IDLE) {
                    say(status, "Connected as " + status.name() + ": waiting for work. Ctrl-C stops.");
                }
            }
            case CONNECTING, DISCONNECTED, ENDED -> say(status, status.detail());
        }
    }

    private void say(NativeWorkerStatus status, String sentence) {
        said = status.state();
        terminal.err().println(sentence);
    }
}
