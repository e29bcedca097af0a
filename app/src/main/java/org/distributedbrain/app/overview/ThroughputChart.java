package org.distributedbrain.app.overview;

import java.util.OptionalDouble;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.app.charts.Inks;
import org.distributedbrain.app.charts.PulseCanvas;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;

/** Throughput over the last minutes; now is at the right. */
final class ThroughputChart extends PulseCanvas {
    private static final double LEFT = 34;
    private static final double TOP = 8;
    private static final double BOTTOM = 20;

    private final LiveSeries series;
    private final Inks inks = new Inks(this::redraw, "grid", "text", "accent");

    ThroughputChart(LiveSeries series) {
        this.series = series;
        setId("throughput-chart");
        getChildren().add(inks);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.clearRect(0, 0, width, height);
        double wide = width - LEFT;
        double high = height - TOP - BOTTOM;
        if (wide < 20 || high < 20) {
            return;
        }
        double[] xs = new double[LiveSeries.SECONDS + 1];
        double[] values = new double[LiveSeries.SECONDS + 1];
        int n = 0;
        double most = 0;
        for (int ago = LiveSeries.SECONDS - 1; ago >= 1; ago--) {
            OptionalDouble value = series.gigaflops(ago);
            if (value.isPresent()) {
                xs[n] = LEFT + wide * (1 - (double) (ago - 1) / (LiveSeries.SECONDS - 2));
                values[n] = value.getAsDouble();
                most = Math.max(most, values[n]);
                n++;
            }
        }
        double top = Axis.ceiling(most);
        axes(g, width, wide, high, top);
        if (n > 1) {
            for (int i = 0; i < n; i++) {
                values[i] = TOP + high * (1 - values[i] / top);
            }
            line(g, xs, values, n, TOP + high);
        }
    }

    private void axes(GraphicsContext g, double width, double wide, double high, double top) {
        Axis.lines(g, inks, new Rectangle2D(LEFT, TOP, wide, high), top, "");
        double y = TOP + high + BOTTOM / 2 + 2;
        g.fillText(Texts.of("overview.now"), width, y);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(Texts.of("overview.ago", Figures.whole(LiveSeries.SECONDS / 60.0)), LEFT, y);
    }

    private void line(GraphicsContext g, double[] xs, double[] ys, int n, double floor) {
        Color accent = inks.color("accent");
        g.setFill(accent.deriveColor(0, 1, 1, 0.16));
        g.beginPath();
        g.moveTo(xs[0], floor);
        for (int i = 0; i < n; i++) {
            g.lineTo(xs[i], ys[i]);
        }
        g.lineTo(xs[n - 1], floor);
        g.closePath();
        g.fill();
        g.setStroke(accent);
        g.setLineWidth(1.5);
        g.strokePolyline(xs, ys, n);
        g.setFill(accent);
        g.fillOval(xs[n - 1] - 3, ys[n - 1] - 3, 6, 6);
    }
}
