package org.distributedbrain.bench;

import java.nio.file.Path;
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

    /** One fleet, and what it works on. */
    private record Fleet(String name, List<Lie> lies, KnownJobs jobs, long blockBytes, String how) {}

    /** So that every kind of lie has its turn, six liars at a time. */
    private static List<Fleet> fleets(boolean quick) {
        long bytes = quick ? 4 * 32 * 32 : 4 * 128 * 128;
        String how = "every value compared here with a float64 product; there, "
                + (quick ? "too" : "Freivalds' test decided alone");
        return List.of(
                new Fleet(
                        "products 1",
                        List.of(Lie.GARBAGE, Lie.ZEROS, Lie.ONE_ELEMENT, Lie.ONE_ROW, Lie.SCALED, Lie.PREVIOUS),
                        products(quick),
                        bytes,
                        how),
                new Fleet(
                        "products 2",
                        List.of(Lie.TRANSPOSED, Lie.NAN, Lie.SLEEPER, Lie.NOW_AND_THEN, Lie.NOT_ITS_OWN, Lie.IMPOSTOR),
                        products(quick),
                        bytes,
                        how),
                new Fleet(
                        "quorum 2/3",
                        List.of(
                                Lie.COLLUDER,
                                Lie.COLLUDER,
                                Lie.ONE_ELEMENT,
                                Lie.SLEEPER,
                                Lie.NOT_ITS_OWN,
                                Lie.IMPOSTOR),
                        new KnownPictures("quorum:2/3"),
                        4 * 32 * 32,
                        "every value compared here with the kernel's own"));
    }

    private static KnownJobs products(boolean quick) {
        return new KnownProducts(quick ? KnownProducts.SMALL : KnownProducts.LARGE);
    }

    @Override
    public String name() {
        return "liars";
    }

    @Override
    public List<Figure> run(Setup setup) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (Fleet fleet : fleets(setup.effort() < 0.5)) {
            figures.addAll(measure(setup, fleet));
        }
        return figures;
    }

    private List<Figure> measure(Setup setup, Fleet fleet) throws Exception {
        int jobs = setup.count(200, 2);
        int patience = setup.count(500, 4);
        setup.progress()
                .accept("liars: " + fleet.name() + ", " + HONEST + " honest workers and "
                        + fleet.lies().size() + " liars, " + jobs + " jobs");
        int right = 0;
        Path data = setup.scratch().resolve(fleet.name().replaceAll("\\W", "-"));
        try (GridProcess grid = GridProcess.start(data);
                LiarFleet workers = LiarFleet.join(grid.join(), HONEST, fleet.lies(), fleet.blockBytes(), patience)) {
            for (int job = 0; job < jobs; job++) {
                String id = grid.client().runToEnd(fleet.jobs().job(job)).id();
                right += fleet.jobs().isRight(job, grid.client().result(id)) ? 1 : 0;
            }
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.of(name(), fleet.name() + ": jobs with the right result", right, "jobs")
                    .atLeast(jobs)
                    .noted(fleet.how()));
            figures.addAll(figures(fleet.name() + ": ", workers, quarantined(grid)));
            return figures;
        }
    }

    private static Set<String> quarantined(GridProcess grid) throws Exception {
        return StreamSupport.stream(
                        grid.client().get("/api/v1/nodes").path("nodes").spliterator(), false)
                .filter(node -> node.hasNonNull("quarantinedAt"))
                .map(node -> node.path("id").asString())
                .collect(Collectors.toSet());
    }

    private List<Figure> figures(String fleet, LiarFleet workers, Set<String> ids) {
        Set<FleetWorker> quarantined = workers.workers().stream()
                .filter(worker -> ids.contains(Objects.requireNonNull(worker.id())))
                .collect(Collectors.toSet());
        List<FleetWorker> lied =
                workers.workers().stream().filter(worker -> worker.lies() > 0).toList();
        long caught = lied.stream().filter(quarantined::contains).count();
        long wronged = quarantined.stream().filter(worker -> worker.lies() == 0).count();
        long others = workers.workers().size() - lied.size();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(name(), fleet + "quarantined, of those that lied on work", caught, "workers")
                .atLeast(lied.size()));
        figures.add(Figure.of(name(), fleet + "not quarantined, of those that did not", others - wronged, "workers")
                .atLeast(others));
        for (FleetWorker worker : workers.workers()) {
            if (worker.lie() != Lie.NONE) {
                figures.add(
                        Figure.of(name(), fleet + worker.lie().words() + ": wrong results", worker.lies(), "results")
                                .noted("of " + worker.answered() + "; " + worker.accepted() + " accepted, "
                                        + worker.proven() + " proven wrong, " + worker.refused() + " not wanted; "
                                        + (quarantined.contains(worker) ? "quarantined" : "not quarantined")));
            }
        }
        return figures;
    }
}
