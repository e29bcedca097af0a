package org.distributedbrain.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.distributedbrain.bench.Conduct;
import org.distributedbrain.bench.ZeroEvents;
import org.distributedbrain.bench.ZeroFleet;
import org.distributedbrain.job.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brain bench workers URL}: zero workers for an orchestrator that runs elsewhere, until stopped. */
@Command(
        name = "workers",
        mixinStandardHelpOptions = true,
        description = "Connect loopback workers that answer every task with zeros: right where A is zero.")
final class BenchWorkersCommand implements Callable<Integer> {
    private static final int MOST = 20_000;

    @Parameters(paramLabel = "URL", description = "The join URL, in quotes: 'http://HOST:PORT/join#KEY'.")
    String url = "";

    @Option(names = "--count", paramLabel = "N", description = "How many. Default: 8.")
    int count = 8;

    @Option(
            names = "--gflops",
            paramLabel = "X",
            description = "How fast each pretends to compute, in 10^9 operations a second. Default: answers at once.")
    double gflops;

    @Option(
            names = "--misconduct",
            paramLabel = "KIND",
            description = "none, silent, freezes, closes or lies. Default: none.")
    Conduct.Misconduct misconduct = Conduct.Misconduct.NONE;

    @Option(
            names = "--after",
            paramLabel = "N",
            description = "How many tasks each answers before it misbehaves. Default: 0.")
    int after;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 1 || count > MOST) {
            throw new BadInput("--count is " + count + ": use 1 to " + MOST + ".");
        }
        var conduct = Conduct.PROMPT.computing(gflops * 1e9).misbehaving(misconduct, after);
        try (var stop = new UntilStopped();
                var fleet = new ZeroFleet(URI.create(url), ZeroEvents.NONE)) {
            fleet.add(count, conduct, Duration.ofSeconds(60));
            stop.await();
        }
        return ExitStatus.DONE;
    }
}
