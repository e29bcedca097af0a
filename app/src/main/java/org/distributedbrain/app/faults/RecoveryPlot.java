package org.distributedbrain.app.faults;

import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.publish.FaultView;
import org.jspecify.annotations.Nullable;

/** How long every recovery took, over time, on a logarithmic axis with the line that none should be above. */
final class RecoveryPlot extends Region {
    private static final double LEFT = 58;
    private static final double RIGHT = 14;
    private static final double TOP = 12;
    private static final double BOTTOM = 22;
    private static final double DOT = 3.5;
    /** The axis: from 1 ms to 100 s. */
    private static final int DECADES = 5;

    private static final double NEAR = 14;

    private final Canvas canvas = new Canvas();
    private final Region ink = colour("plot-ink");
    private final Region grid = colour("plot-grid");
    private final Region good = colour("plot-good");
    private final Region late = colour("plot-late");
    private final ZoneId zone;
    private List<FaultView> faults = List.of();
    private @Nullable FaultView selected;

    /** @param chosen told which one was clicked */
    RecoveryPlot(ZoneId zone, Consumer<FaultView> chosen) {
        this.zone = zone;
        setId("recovery-plot");
        getStyleClass().add("recovery-plot");
        getChildren().setAll(ink, grid, good, late, canvas);
        canvas.setOnMouseClicked(e -> {
            FaultView near = nearest(e.getX(), e.getY());
            if (near != null) {
                chosen.accept(near);
            }
        });
    }

    /** Looked-up colours reach a canvas through something that has them. */
    private static Region colour(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        region.setVisible(false);
        region.setManaged(false);
        region.backgroundProperty().addListener(o -> {
            if (region.getParent() instanceof RecoveryPlot plot) {
                plot.draw();
            }
        });
        return region;
    }

    void show(List<FaultView> now, @Nullable FaultView chosen) {
        faults = now.stream()
                .filter(fault -> FaultText.recovery(fault).isPresent())
                .toList();
        selected = chosen;
        Recoveries all = Recoveries.of(faults);
        setAccessibleText(Texts.of("faults.plot.accessible", all.count(), all.late()));
        draw();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        g.clearRect(0, 0, width, height);
        if (width <= LEFT + RIGHT || height <= TOP + BOTTOM) {
            return;
        }
        g.setFont(Font.font("Inter", 11));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setLineWidth(1);
        for (int decade = 0; decade <= DECADES; decade++) {
            double ms = Math.pow(10, decade);
            double y = Math.round(y(ms)) + 0.5;
            g.setStroke(paint(grid));
            g.strokeLine(LEFT, y, width - RIGHT, y);
            g.setFill(paint(ink));
            g.fillText(ms < 1000 ? Figures.whole(ms) + " ms" : Figures.whole(ms / 1000) + " s", LEFT - 8, y);
        }
        limit(g, width);
        times(g, width, height);
        for (FaultView fault : faults) {
            dot(g, fault);
        }
    }

    private void limit(GraphicsContext g, double width) {
        double y = Math.round(y(FaultText.LIMIT_MS)) + 0.5;
        g.setStroke(paint(late));
        g.setLineDashes(5, 4);
        g.strokeLine(LEFT, y, width - RIGHT, y);
        g.setLineDashes();
        g.setFill(paint(late));
        g.fillText(Texts.of("faults.plot.limit"), width - RIGHT - 2, y + 9);
    }

    private void times(GraphicsContext g, double width, double height) {
        if (!faults.isEmpty()) {
            g.setFill(paint(ink));
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText(Figures.clock(faults.getLast().at(), zone), LEFT, height - 9);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Figures.clock(faults.getFirst().at(), zone), width - RIGHT, height - 9);
        }
    }

    private void dot(GraphicsContext g, FaultView fault) {
        double ms = FaultText.recovery(fault).orElse(1);
        double x = x(fault);
        double y = y(ms);
        boolean isLate = ms > FaultText.LIMIT_MS;
        g.setFill(paint(isLate ? late : good));
        if (isLate) {
            g.fillRect(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
        } else {
            g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
        }
        if (selected != null && selected.id().equals(fault.id())) {
            g.setStroke(paint(ink));
            g.setLineWidth(1.5);
            g.strokeOval(x - 2 * DOT, y - 2 * DOT, 4 * DOT, 4 * DOT);
            g.setLineWidth(1);
        }
    }

    private double x(FaultView fault) {
        long from = faults.getLast().at().toEpochMilli();
        long to = faults.getFirst().at().toEpochMilli();
        double part = to > from ? (double) (fault.at().toEpochMilli() - from) / (to - from) : 0.5;
        double room = canvas.getWidth() - LEFT - RIGHT - 4 * DOT;
        return LEFT + 2 * DOT + part * room;
    }

    private double y(double ms) {
        double part = Math.clamp(Math.log10(Math.max(1, ms)) / DECADES, 0, 1);
        return canvas.getHeight() - BOTTOM - part * (canvas.getHeight() - TOP - BOTTOM);
    }

    private @Nullable FaultView nearest(double x, double y) {
        FaultView best = null;
        double least = NEAR;
        for (FaultView fault : faults) {
            OptionalDouble ms = FaultText.recovery(fault);
            double distance = Math.hypot(x(fault) - x, y(ms.orElse(1)) - y);
            if (distance < least) {
                least = distance;
                best = fault;
            }
        }
        return best;
    }

    private static Paint paint(Region colour) {
        if (colour.getBackground() == null || colour.getBackground().getFills().isEmpty()) {
            return Color.GRAY;
        }
        BackgroundFill fill = colour.getBackground().getFills().getFirst();
        return fill.getFill();
    }
}
