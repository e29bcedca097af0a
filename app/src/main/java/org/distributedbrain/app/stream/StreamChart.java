package org.distributedbrain.app.stream;

import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.distributedbrain.app.charts.PulseCanvas;
import org.distributedbrain.app.charts.Raster;
import org.distributedbrain.app.charts.Tick;
import org.distributedbrain.app.charts.TimeAxis;
import org.distributedbrain.app.charts.TimeTicks;
import org.distributedbrain.app.charts.Viewport;
import org.distributedbrain.app.text.Texts;

/** Draws the lanes that are seen, with the axis of time above them and the names at their left. */
final class StreamChart extends PulseCanvas {
    private final StreamModel model;
    private final LaneInks inks = new LaneInks(this::redraw);
    private final LaneNames names = new LaneNames();
    private final Raster raster = new Raster();
    private final DoubleProperty scroll = new SimpleDoubleProperty(this, "scroll");
    private final ObjectProperty<Picked> picked = new SimpleObjectProperty<>(this, "picked");
    private final ZoneId zone = ZoneId.systemDefault();

    StreamChart(StreamModel model) {
        this.model = model;
        setId("task-stream");
        getStyleClass().add("stream-chart");
        getChildren().add(inks.inks());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Texts.of("stream.accessible"));
        model.lanes().subscribe(this::redraw);
        model.range().viewport().subscribe(this::redraw);
        model.replay().cursor().subscribe(this::redraw);
        model.story().story().subscribe(this::redraw);
        scroll.subscribe(this::redraw);
        picked.subscribe(this::redraw);
        focusedProperty().subscribe(this::redraw);
        widthProperty().subscribe(() -> model.width((int) geometry().timeWidth()));
    }

    /** How far one has scrolled down the lanes. */
    DoubleProperty scroll() {
        return scroll;
    }

    /** The span that is pointed at by the keys or a click, or null. */
    ObjectProperty<Picked> picked() {
        return picked;
    }

    LaneGeometry geometry() {
        return new LaneGeometry(
                Math.floor(getWidth()),
                Math.floor(getHeight()),
                scroll.get(),
                model.lanes().get().all().size());
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        LaneGeometry where = geometry();
        Viewport view = model.range().viewport().get();
        Lanes lanes = model.lanes().get();
        Color ground = inks.inks().color(LaneInks.GROUND);
        Color grid = inks.inks().color(LaneInks.GRID);
        g.setFill(ground);
        g.fillRect(0, 0, width, height);
        double scale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        List<Tick> ticks = TimeTicks.of(view, where.timeWidth(), zone);
        paintLanes(where, view, lanes, ticks, scale);
        raster.drawOn(g, where.left(), LaneGeometry.AXIS, scale);
        TimeAxis axis =
                new TimeAxis(inks.inks().color(LaneInks.TEXT), inks.inks().color(LaneInks.STRONG));
        LaneOverlay over = new LaneOverlay(g, where, view, inks, ground);
        over.story(model.story().story().get(), lanes);
        over.picked(picked.get(), lanes, isFocused());
        over.cursor(model.replay().cursor().get());
        over.present(model.range().last(), model.source().get().goesOn());

        g.setFill(ground);
        g.fillRect(0, 0, where.left() - 6, height);
        g.fillRect(0, 0, width, LaneGeometry.AXIS);
        names.draw(g, where, view, lanes, inks, moment());
        axis.labels(g, ticks, view, where.left(), where.timeWidth(), 0);
        over.corner(TimeTicks.full(view.from(), zone));
        g.setStroke(grid);
        g.setLineWidth(1);
        g.strokeLine(0, LaneGeometry.AXIS - 0.5, width, LaneGeometry.AXIS - 0.5);
    }

    /** The moment at which it is said what everyone does: the replay's, or the latest. */
    private double moment() {
        double cursor = model.replay().cursor().get();
        return Double.isNaN(cursor) ? model.lanes().get().to() - 1 : cursor;
    }

    private void paintLanes(LaneGeometry where, Viewport view, Lanes lanes, List<Tick> ticks, double scale) {
        int width = (int) Math.round(where.timeWidth() * scale);
        int height = (int) Math.round((where.height() - LaneGeometry.AXIS) * scale);
        raster.clear(width, Math.max(1, height), inks.ground());
        TimeAxis.lines(raster, ticks, view, inks.inks().rgb(LaneInks.GRID), inks.ground());
        LaneRaster painter = new LaneRaster(raster, inks, scale);
        for (int lane = where.firstSeen(); lane < where.endSeen(); lane++) {
            int top = (int) Math.round((where.barTop(lane) - LaneGeometry.AXIS) * scale);
            int bottom = top + (int) Math.round(where.bar() * scale);
            painter.paint(lanes.all().get(lane).track().columns(view, width), top, bottom);
        }
    }
}
