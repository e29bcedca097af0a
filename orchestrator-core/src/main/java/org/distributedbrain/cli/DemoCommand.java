package org.distributedbrain.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.Grid;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.NodeDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain demo}: a whole job in one go with everything it needs, leaving nothing but its three matrices. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A whole job in one go: an orchestrator, workers, two real matrices, verified and timed.")
final class DemoCommand implements Callable<Integer> {
    private static final int LARGEST = 16_384;
    private static final int MOST_WORKERS = 64;
    private static final int MOST_RUNS = 100;
    private static final Set<String> ENGINES = new LinkedHashSet<>(List.of("webgpu", "wasm", "js"));
    private static final Duration STEP = Duration.ofMillis(100);
    private final Terminal terminal;

    @Option(names = "--size", paramLabel = "N", description = "Multiply two N×N matrices. Default: 1024.")
    int size = 1024;

    @Option(names = "--seed", paramLabel = "S", description = "What they are made from. Default: 1.")
    long seed = 1;

    @Option(names = "--no-browser", description = "Leave the browser out, even if one is installed.")
    boolean noBrowser;

    @Option(names = "--native-workers", paramLabel = "N", description = "How many native workers. Default: 2.")
    int nativeWorkers = 2;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What the browser computes with: webgpu, wasm or js. Default: the fastest it has.")
    @Nullable String engine;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Run the job so many times, to see it warm. Default: 1.")
    int repeat = 1;

    @Mixin
    HowOptions how;

    @Option(names = "--json", description = "Answer with one JSON document.")
    boolean json;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (size < 1 || size > LARGEST) {
            throw new BadInput("--size is " + size + ": use 1 to " + LARGEST + " for a demo.");
        }
        check("--native-workers", nativeWorkers, 0, MOST_WORKERS);
        check("--repeat", repeat, 1, MOST_RUNS);
        if (nativeWorkers == 0 && noBrowser) {
            throw new BadInput("--native-workers is 0 and there is to be no browser: leave one of the two out.");
        }
        if (engine != null && !ENGINES.contains(engine)) {
            throw new BadInput("--engine is '" + engine + "': use " + String.join(", ", ENGINES) + ".");
        }
        var options = how.checked();
        try (var files = DemoFiles.create();
                var orchestrator = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(files.data()), 0))) {
            say("An orchestrator runs at " + orchestrator.url() + "; its workers join…");
            try (var _ = DemoFleet.join(orchestrator, nativeWorkers, !noBrowser, engine, terminal)) {
                return run(orchestrator, files, options);
            }
        }
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInput(option + " is " + value + ": use " + least + " to " + most + ".");
        }
    }

    private int run(Grid grid, DemoFiles files, JobOptions options) throws IOException, InterruptedException {
        say("Writing two random " + size + "×" + size + " matrices to " + files.folder() + "…");
        var a = files.write("A.npy", Operand.A, size, seed);
        var b = files.write("B.npy", Operand.B, size, seed);
        var spec = new JobSpec(new MatmulSource.Files(a, b), "A.npy × B.npy", options);
        var ended = watch(grid, grid.submit(spec).id());
        var chunks = ended.chunks();
        for (var again = 1; again < repeat && JobDocument.of(ended).succeeded(); again++) {
            ended = watch(grid, grid.submit(spec).id());
            chunks += ended.chunks();
        }
        var document = JobDocument.of(ended);
        if (!document.succeeded()) {
            JobReport.print(terminal, document, null);
            return ExitStatus.JOB_FAILED;
        }
        var workers = credited(grid, chunks);
        var c = files.keep(grid.result(ended.id()));
        say("Comparing with the CPU…");
        var comparison = CpuComparison.of(a, b, c, files.data());
        if (json) {
            terminal.out().println(Json.pretty(new Outcome(document, workers, comparison, c.toString())));
        } else {
            DemoReport.print(terminal, document, workers, comparison, c);
        }
        return ExitStatus.DONE;
    }

    private record Outcome(JobDocument job, List<NodeDocument> workers, CpuComparison comparison, String result) {}

    private JobView watch(Grid grid, JobId job) throws InterruptedException {
        var progress = new Progress(terminal);
        while (true) {
            var view = grid.await(job, STEP);
            progress.update(JobDocument.of(view));
            if (view.state().isFinal()) {
                progress.end();
                if (repeat > 1 && view.metrics() != null) {
                    say("total " + Figures.duration(view.metrics().totalMs()) + ", compute "
                            + Figures.duration(view.metrics().computeMs()) + ", efficiency "
                            + Figures.percent(view.metrics().efficiencyPercent()));
                }
                return view;
            }
        }
    }

    /** The workers once every chunk of the job is credited, which the snapshot shows a moment after the job's end. */
    private static List<NodeDocument> credited(Grid grid, int chunks) throws InterruptedException {
        for (var tries = 0; ; tries++) {
            var workers =
                    grid.snapshot().workers().stream().map(NodeDocument::of).toList();
            if (tries == 50
                    || workers.stream().mapToInt(NodeDocument::tasksCompleted).sum() >= chunks) {
                return workers;
            }
            Thread.sleep(20);
        }
    }

    private void say(String sentence) {
        terminal.err().println(sentence);
    }
}
