package org.distributedbrain.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.distributedbrain.Grid;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.NodeDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brain demo}: a whole job in one go with everything it needs, leaving nothing but its three matrices. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A whole job in one go: an orchestrator, workers, two real matrices, verified and timed.")
final class DemoCommand implements Callable<Integer> {
    private static final int LARGEST = 16_384;
    private static final int NATIVES = 2;
    private static final Duration STEP = Duration.ofMillis(100);
    private final Terminal terminal;

    @Option(names = "--size", paramLabel = "N", description = "Multiply two N×N matrices. Default: 1024.")
    int size = 1024;

    @Option(names = "--seed", paramLabel = "S", description = "What they are made from. Default: 1.")
    long seed = 1;

    @Option(names = "--no-browser", description = "Leave the browser out, even if one is installed.")
    boolean noBrowser;

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
        try (var files = DemoFiles.create();
                var orchestrator = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(files.data()), 0))) {
            say("An orchestrator runs at " + orchestrator.url() + "; its workers join…");
            try (var _ = DemoFleet.join(orchestrator, NATIVES, !noBrowser, terminal)) {
                return run(orchestrator, files);
            }
        }
    }

    private int run(Grid grid, DemoFiles files) throws IOException, InterruptedException {
        say("Writing two random " + size + "×" + size + " matrices to " + files.folder() + "…");
        var a = files.write("A.npy", Operand.A, size, seed);
        var b = files.write("B.npy", Operand.B, size, seed);
        var job = grid.submit(new JobSpec(new MatmulSource.Files(a, b), "A.npy × B.npy"));
        var ended = watch(grid, job.id());
        var document = JobDocument.of(ended);
        if (!document.succeeded()) {
            JobReport.print(terminal, document, null);
            return ExitStatus.JOB_FAILED;
        }
        var workers = credited(grid, ended.chunks());
        var c = files.keep(grid.result(job.id()));
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
