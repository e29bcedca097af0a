package org.distributedbrain.app.efficiency;

import java.time.ZoneId;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.app.charts.Inks;
import org.distributedbrain.app.charts.PulseCanvas;
import org.distributedbrain.app.charts.Raster;
import org.distributedbrain.app.charts.Texture;
import org.distributedbrain.app.charts.Tick;
import org.distributedbrain.app.charts.TimeAxis;
import org.distributedbrain.app.charts.TimeTicks;
import org.distributedbrain.app.charts.Viewport;

/** What the workers did in the last minutes: in every moment the parts of their time stand one on the other. */
final class LoadChart extends PulseCanvas {
    private static final double LEFT = 44;
    private static final double TOP = 6;
    private static final int STEPS = 75;
    private static final Font SMALL = Font.font("Inter", 11);

    private final EfficiencyModel model;
    private final Inks inks =
            new Inks(this::redraw, "ground", "grid", "text", "strong", "computing", "sending", "idle");
    private final Raster raster = new Raster();
    private int seconds = 300;

    LoadChart(EfficiencyModel model) {
        this.model = model;
        setId("load-chart");
        getChildren().add(inks);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        model.changes().subscribe(this::redraw);
    }

    /** How much of the past is shown. */
    void seconds(int wanted) {
        seconds = wanted;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        model.changes().get();
        double end = model.series().end();
        int wide = (int) (width - LEFT);
        int high = (int) (height - TimeAxis.HEIGHT - TOP);
        if (Double.isNaN(end) || wide < 1 || high < 1) {
            return;
        }
        Viewport view = new Viewport((end - seconds) * 1e6, seconds * 1e6);
        raster.clear(wide, high, inks.rgb("ground"));
        List<Tick> ticks = TimeTicks.of(view, wide, ZoneId.systemDefault());
        TimeAxis.lines(raster, ticks, view, inks.rgb("grid"), inks.rgb("ground"));
        areas(view, wide, high);

        g.setFill(inks.color("ground"));
        g.fillRect(0, 0, width, height);
        raster.drawOn(g, LEFT, TOP, 1);
        new TimeAxis(inks.color("text"), inks.color("strong"))
                .labels(g, ticks, view, LEFT, wide, height - TimeAxis.HEIGHT);
        percents(g, high);
    }

    /** In steps of a few seconds: single ones would flicker between the few states that some workers can be in. */
    private void areas(Viewport view, int wide, int high) {
        int computing = inks.rgb("computing");
        int moving = inks.rgb("sending");
        int waiting = Texture.mixed(inks.rgb("idle"), inks.rgb("ground"), 0.5);
        int shade = Texture.shade(moving, inks.rgb("ground"));
        int step = Math.max(1, seconds / STEPS);
        long before = Long.MIN_VALUE;
        LoadSeries.Sum sum = new LoadSeries.Sum(0, 0, 0, 0, 0);
        for (int x = 0; x < wide; x++) {
            long from = Math.floorDiv((long) Math.floor(view.micros(x, wide) / 1e6), (long) step) * step;
            if (from != before) {
                sum = model.series().between(from, from + step);
                before = from;
            }
            if (sum.all() > 0) {
                int first = high - (int) Math.round(high * sum.computing() / sum.all());
                int second = high - (int) Math.round(high * (sum.computing() + sum.transferring()) / sum.all());
                raster.fill(x, first, high, Texture.SOLID, computing, computing);
                raster.fill(x, second, first, Texture.RISING, moving, shade);
                raster.fill(x, 0, second, Texture.SOLID, waiting, waiting);
            }
        }
    }

    private void percents(GraphicsContext g, int high) {
        g.setFont(SMALL);
        g.setFill(inks.color("text"));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (int percent : new int[] {0, 50, 100}) {
            double y = TOP + high - high * percent / 100.0;
            g.fillText(percent + " %", LEFT - 8, Math.clamp(y, TOP + 6, TOP + high - 5.0));
        }
    }
}
