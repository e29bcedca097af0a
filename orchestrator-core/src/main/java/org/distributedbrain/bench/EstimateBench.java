package org.distributedbrain.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How far the time that a job was expected to take was from the truth, over jobs of several sizes on workers of several speeds. */
final class EstimateBench implements Bench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Integer> SIZES = List.of(256, 512, 768, 1024, 1536);

    /** Operations a second of each of four workers. */
    private static final List<Double> SPEEDS = List.of(1e9, 5e9, 50e9);

    @Override
    public String name() {
        return "estimate";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        Samples errors = new Samples();
        for (double speed : SPEEDS) {
            Path data = setup.scratch().resolve("estimate-" + (long) speed);
            try (GridProcess grid = GridProcess.start(data);
                    ZeroFleet fleet = new ZeroFleet(grid.join(), ZeroEvents.NONE)) {
                fleet.add(4, Conduct.PROMPT.computing(speed), PATIENCE);
                for (int size : setup.effort() < 1 ? SIZES.subList(0, 1) : SIZES) {
                    setup.progress().accept("estimate: " + size + "³ on four workers of " + speed / 1e9 + " GFLOP/s");
                    run(grid.client(), setup, size, errors);
                }
            }
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(name(), "|expected − true time| / true time, median", errors.median(), "%")
                .atMost(25)
                .noted(errors.size() == 0 ? "no job had an estimate" : errors.size() + " jobs"));
        if (setup.effort() >= 1) {
            figures.addAll(EstimateFigures.measure(name(), setup));
        }
        return figures;
    }

    private static void run(GridClient client, Setup setup, int size, Samples errors) throws Exception {
        Path a = Operands.zeros(setup.scratch().resolve("estimate-zeros-" + size + ".npy"), size, size);
        Path b = Operands.random(setup.scratch().resolve("estimate-random-" + size + ".npy"), size, size, size);
        Map<String, Object> job = TinyJob.product(client, a, b);
        for (int i = 0; i < 3; i++) {
            String id = client.runToEnd(job).id();
            JsonNode error = client.get("/api/v1/jobs/" + id).path("estimate").path("errorPercent");
            if (error.isNumber()) {
                errors.add(Math.abs(error.asDouble()));
            }
        }
    }
}
