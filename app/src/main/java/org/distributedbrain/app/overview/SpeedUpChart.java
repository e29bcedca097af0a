package org.distributedbrain.app.overview;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.app.charts.Inks;
import org.distributedbrain.app.charts.PulseCanvas;
import org.distributedbrain.app.theme.Figures;

/** How many times faster so many workers are than one, beside what as many equal ones would be at best (dashed). */
final class SpeedUpChart extends PulseCanvas {
    private static final double LEFT = 34;
    private static final double RIGHT = 8;
    private static final double TOP = 8;
    private static final double BOTTOM = 20;
    private static final double DOT = 3.5;

    private final Inks inks = new Inks(this::redraw, "grid", "text", "strong", "accent");
    private List<SpeedUp.Point> points = List.of();

    SpeedUpChart() {
        setId("speed-up-chart");
        getChildren().add(inks);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /** The fewest workers first. */
    void show(List<SpeedUp.Point> now) {
        points = now;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.clearRect(0, 0, width, height);
        double wide = width - LEFT - RIGHT;
        double high = height - TOP - BOTTOM;
        if (wide < 20 || high < 20 || points.isEmpty()) {
            return;
        }
        double across = Math.max(4, Axis.ceiling(points.getLast().workers()));
        double best = points.stream().mapToDouble(SpeedUp.Point::times).max().orElse(1);
        double top = Math.max(across, Axis.ceiling(best));
        axes(g, wide, high, across, top);
        double[] xs = new double[points.size()];
        double[] ys = new double[points.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = LEFT + wide * points.get(i).workers() / across;
            ys[i] = TOP + high * (1 - points.get(i).times() / top);
        }
        g.setStroke(inks.color("accent"));
        g.setLineWidth(1.5);
        g.strokePolyline(xs, ys, xs.length);
        g.setFill(inks.color("accent"));
        for (int i = 0; i < xs.length; i++) {
            g.fillOval(xs[i] - DOT, ys[i] - DOT, 2 * DOT, 2 * DOT);
        }
    }

    private void axes(GraphicsContext g, double wide, double high, double across, double top) {
        Axis.lines(g, inks, new Rectangle2D(LEFT, TOP, wide, high), top, "×");
        double y = TOP + high + BOTTOM / 2 + 2;
        String end = Figures.count(Math.round(across), "worker");
        g.fillText(end, LEFT + wide + RIGHT, y);
        g.setTextAlign(TextAlignment.CENTER);
        double half = Math.floor(across / 2);
        g.fillText(Figures.whole(half), LEFT + wide * half / across, y);
        g.setStroke(inks.color("text"));
        g.setLineDashes(3, 4);
        double reach = Math.min(across, top);
        g.strokeLine(LEFT, TOP + high, LEFT + wide * reach / across, TOP + high * (1 - reach / top));
        g.setLineDashes();
    }
}
