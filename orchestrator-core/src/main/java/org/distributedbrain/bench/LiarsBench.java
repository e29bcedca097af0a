package org.distributedbrain.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.distributedbrain.bench.liars.FleetWorker;
import org.distributedbrain.bench.liars.LiarFleet;
import org.distributedbrain.bench.liars.Lie;

/** Twenty workers, six of which lie: what comes out of many small jobs, and who is quarantined. */
final class LiarsBench implements Bench {
    private static final int HONEST = 14;

    /** Two fleets, so that every kind of lie has its turn with six liars at a time. */
    private static final List<List<Lie>> FLEETS = List.of(
            List.of(Lie.GARBAGE, Lie.ZEROS, Lie.ONE_ELEMENT, Lie.ONE_ROW, Lie.SCALED, Lie.PREVIOUS),
            List.of(Lie.TRANSPOSED, Lie.NAN, Lie.SLEEPER, Lie.NOW_AND_THEN, Lie.NOT_ITS_OWN, Lie.IMPOSTOR));

    @Override
    public String name() {
        return "trust";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < FLEETS.size(); i++) {
            figures.addAll(fleet(setup, i + 1, FLEETS.get(i)));
        }
        return figures;
    }

    private List<Figure> fleet(Setup setup, int number, List<Lie> lies) throws Exception {
        int jobs = setup.count(200, 4);
        int patience = setup.count(500, 4);
        setup.progress()
                .accept("trust: fleet " + number + ", " + HONEST + " honest workers and " + lies.size() + " liars, "
                        + jobs + " jobs");
        boolean small = setup.effort() < 0.5;
        long blockBytes = small ? 4 * 32 * 32 : 4 * 128 * 128;
        int right = 0;
        try (GridProcess grid = GridProcess.start(setup.scratch().resolve("trust-" + number));
                LiarFleet fleet = LiarFleet.join(grid.join(), HONEST, lies, blockBytes, patience)) {
            KnownProducts products = new KnownProducts(small ? KnownProducts.SMALL : KnownProducts.LARGE);
            for (int job = 0; job < jobs; job++) {
                String id = grid.client().runToEnd(products.job(job)).id();
                right += products.isRight(job, grid.client().result(id)) ? 1 : 0;
            }
            return figures("fleet " + number + ": ", jobs, right, small, fleet, quarantined(grid));
        }
    }

    private static Set<String> quarantined(GridProcess grid) throws Exception {
        return StreamSupport.stream(
                        grid.client().get("/api/v1/nodes").path("nodes").spliterator(), false)
                .filter(node -> node.hasNonNull("quarantinedAt"))
                .map(node -> node.path("id").asString())
                .collect(Collectors.toSet());
    }

    private List<Figure> figures(
            String fleetName, int jobs, int right, boolean small, LiarFleet fleet, Set<String> ids) {
        Set<FleetWorker> quarantined = fleet.workers().stream()
                .filter(worker -> ids.contains(Objects.requireNonNull(worker.id())))
                .collect(Collectors.toSet());
        List<FleetWorker> lied =
                fleet.workers().stream().filter(worker -> worker.lies() > 0).toList();
        long caught = lied.stream().filter(quarantined::contains).count();
        long wronged = quarantined.stream().filter(worker -> worker.lies() == 0).count();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(name(), fleetName + "jobs with the right result", right, "jobs")
                .atLeast(jobs)
                .noted("every value compared here with a float64 product; there, "
                        + (small ? "too" : "Freivalds' test decided alone")));
        figures.add(Figure.of(name(), fleetName + "quarantined of those that lied on work", caught, "workers")
                .atLeast(lied.size()));
        long honest = fleet.workers().size() - lied.size();
        figures.add(Figure.of(name(), fleetName + "not quarantined of those that did not", honest - wronged, "workers")
                .atLeast(honest));
        for (FleetWorker worker : fleet.workers()) {
            if (worker.lie() != Lie.NONE) {
                figures.add(Figure.of(
                                name(), fleetName + worker.lie().words() + ", wrong results given", worker.lies(), "")
                        .noted(worker.answered() + " results, " + worker.accepted() + " accepted, " + worker.proven()
                                + " proven wrong, " + worker.refused() + " not wanted; "
                                + (quarantined.contains(worker) ? "quarantined" : "not quarantined")));
            }
        }
        return figures;
    }
}
