package org.distributedbrain.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.distributedbrain.bench.Bench;
import org.distributedbrain.bench.Figure;
import org.distributedbrain.bench.Setup;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brain bench}: how fast the machinery of a grid is on this computer, without anybody's devices. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = BenchWorkersCommand.class,
        description = {
            "Measure how fast this computer orchestrates, with loopback workers that answer with zeros.",
            "Let nothing else run meanwhile: figures of a busy computer mean little."
        })
final class BenchCommand implements Callable<Integer> {
    private static final double QUICK = 0.05;
    private final Terminal terminal;

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..*",
            description = "wire, core, faults, scale, e2e, estimate, trust, liars, history. Default: all of them.")
    List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "Small sizes, a few seconds: shows that it works, not how fast it is.")
    boolean quick;

    @Option(names = "--repeat", paramLabel = "N", description = "Jobs of a kind in e2e; medians count. Default: 15.")
    int repeat = 15;

    @Option(
            names = "--peer",
            paramLabel = "FOLDER",
            description = "Measure e2e against the original scheme in FOLDER (peer.js, after 'npm ci'; needs node).")
    @Nullable Path peer;

    @Option(names = "--json", description = "Answer with one JSON document.")
    boolean json;

    /** The document of {@code --json}. */
    private record Document(String computer, int cores, String java, boolean quick, List<Row> figures) {}

    private record Row(
            Figure figure, @Nullable Boolean met, @Nullable Double margin) {}

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        var benches = chosen();
        if (peer != null) {
            Setup.checkPeer(peer);
        }
        if (repeat < 1 || repeat > 1_000) {
            throw new BadInput("--repeat is " + repeat + ": use 1 to 1000.");
        }
        var figures = new ArrayList<Figure>();
        var scratch = Files.createTempDirectory("brain-bench");
        try {
            for (var bench : benches) {
                var folder = Files.createDirectories(scratch.resolve(bench.name()));
                var setup = new Setup(quick ? QUICK : 1, quick ? 3 : repeat, peer, folder, this::tell);
                var measured = bench.run(setup);
                figures.addAll(measured);
                delete(folder);
            }
        } finally {
            delete(scratch);
        }
        show(figures);
        return ExitStatus.DONE;
    }

    private List<Bench> chosen() {
        var all = Bench.all();
        var known = all.stream().map(Bench::name).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw new BadInput("There is no measurement '" + name + "': use " + String.join(", ", known) + ".");
            }
        }
        return all.stream()
                .filter(bench -> names.isEmpty() || names.contains(bench.name()))
                .toList();
    }

    private void tell(String sentence) {
        terminal.err().println(sentence);
    }

    private void show(List<Figure> figures) {
        if (json) {
            var rows = figures.stream()
                    .map(figure -> new Row(figure, figure.met(), figure.margin()))
                    .toList();
            terminal.out()
                    .println(Json.pretty(new Document(
                            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                            Runtime.getRuntime().availableProcessors(),
                            System.getProperty("java.vm.version"),
                            quick,
                            rows)));
            return;
        }
        var table = new Table(
                List.of("bench", "figure", "value", "unit", "asked", "margin", "note"),
                Set.of("value", "asked", "margin"));
        for (var figure : figures) {
            var margin = figure.margin();
            table.row(
                    figure.bench(),
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    asked(figure.asked()),
                    margin == null || Double.isInfinite(margin) ? "" : String.format(Locale.ROOT, "%.2f", margin),
                    figure.note());
        }
        table.print(terminal);
    }

    private static String asked(Figure.@Nullable Asked asked) {
        return asked == null ? "" : (asked.atLeast() ? "≥ " : "≤ ") + number(asked.limit());
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        var size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }
}
