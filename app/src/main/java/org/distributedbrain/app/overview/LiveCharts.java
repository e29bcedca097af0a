package org.distributedbrain.app.overview;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Duration;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.WhileSeen;

/** The two live charts. Brought up to date every second, while they are in a scene. */
final class LiveCharts {
    /** Over so many seconds the efficiency is averaged that is called that of now. */
    private static final int NOW = 10;

    private final OverviewModel model;
    private final ThroughputChart line;
    private final SpeedUpChart points = new SpeedUpChart();
    private final BooleanProperty anySpeed = new SimpleBooleanProperty();
    private final BooleanProperty anyPoints = new SimpleBooleanProperty();
    private final ChartCard throughput;
    private final ChartCard speedUp;

    LiveCharts(OverviewModel model) {
        this.model = model;
        line = new ThroughputChart(model.series());
        throughput =
                new ChartCard(Texts.of("overview.throughput"), line, anySpeed, Texts.of("overview.throughput.none"));
        throughput.setId("throughput");
        speedUp = new ChartCard(Texts.of("overview.speedup"), points, anyPoints, Texts.of("overview.speedup.none"));
        speedUp.setId("speed-up");
        WhileSeen.repeat(
                throughput,
                Duration.seconds(1),
                () -> {
                    model.look();
                    show();
                },
                model::look);
        model.seconds().subscribe(now -> {
            if (throughput.getScene() != null) {
                show();
            }
        });
    }

    ChartCard throughput() {
        return throughput;
    }

    ChartCard speedUp() {
        return speedUp;
    }

    private void show() {
        boolean moving = model.series().now() > 0;
        for (int ago = 1; !moving && ago < LiveSeries.SECONDS; ago++) {
            moving = model.series().gigaflops(ago).orElse(0) > 0;
        }
        anySpeed.set(moving);
        String now =
                Texts.of("overview.gigaflops", Figures.digits(model.series().now()));
        OptionalDouble efficiency = model.series().efficiency(NOW);
        String share = efficiency.isPresent()
                ? Texts.of("overview.efficiency", Figures.whole(100 * efficiency.getAsDouble()))
                : "";
        String meaning = Texts.of("overview.efficiency.meaning", NOW);
        throughput.say(now, share, meaning);
        line.setAccessibleText(Texts.of("overview.throughput.accessible", now, share));
        line.redraw();

        List<SpeedUp.Point> all = model.speedUp().points();
        anyPoints.set(!all.isEmpty());
        points.show(all);
        if (!all.isEmpty()) {
            SpeedUp.Point last = all.getLast();
            String times = Figures.digits(last.times()) + "×";
            String against = against(all.getFirst(), last);
            speedUp.say(times, against, Texts.of("overview.speedup.meaning"));
            points.setAccessibleText(Texts.of("overview.speedup.accessible", times, against));
        } else {
            points.setAccessibleText(Texts.of("overview.speedup.none"));
        }
    }

    private static String against(SpeedUp.Point base, SpeedUp.Point last) {
        String with = Figures.count(last.workers(), "worker");
        if (base.workers() == last.workers()) {
            return Texts.of("overview.speedup.base", with);
        }
        return Texts.of("overview.speedup.against", with, Figures.whole(base.workers()));
    }
}
