package org.distributedbrain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.EstimateText;

/** How near predictions come to the truth with real arithmetic, over {@link EstimateSet}. The orchestrator and its native workers are in this process. */
final class EstimateFigures {
    private EstimateFigures() {}

    static List<Figure> measure(String bench, Setup setup) throws IOException, InterruptedException {
        setup.progress().accept("estimate: a set of jobs on one to eight native workers");
        Path operands = Files.createDirectories(setup.scratch().resolve("estimate-operands"));
        Path data = setup.scratch().resolve("estimate-grid");
        List<EstimateSet.Row> rows;
        try (Orchestrator grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(data), 0))) {
            rows = EstimateSet.run(grid, operands);
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(bench, "native workers, median error", EstimateSet.medianErrorPercent(rows), "%")
                .atMost(25)
                .noted(rows.size() + " jobs"));
        figures.add(Figure.of(
                        bench,
                        "native workers, a job's other runs taken as its prediction, median error",
                        EstimateSet.restlessnessPercent(rows),
                        "%")
                .noted("how restless this computer was"));
        rows.forEach(row -> figures.add(figure(bench, row)));
        return figures;
    }

    private static Figure figure(String bench, EstimateSet.Row row) {
        String words = String.format(
                Locale.ROOT,
                "%s, %d workers, %s, error",
                row.size(),
                row.workers(),
                row.repetition() == 1 ? "cold" : "B resident");
        return Figure.of(bench, words, row.errorPercent(), "%")
                .noted(EstimateText.truth(row.estimate(), row.truth().totalMs()));
    }
}
