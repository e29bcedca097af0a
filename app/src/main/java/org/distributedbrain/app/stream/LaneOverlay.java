package org.distributedbrain.app.stream;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.app.charts.Viewport;
import org.distributedbrain.publish.Micros;
import org.jspecify.annotations.Nullable;

/** What is drawn over the lanes: the chunk that one looks at, the span that one points at, the replay's cursor, the present. */
final class LaneOverlay {
    private static final Font SMALL = Font.font("Inter", 11);
    private static final double VEIL = 0.62;

    private final GraphicsContext g;
    private final LaneGeometry where;
    private final Viewport view;
    private final LaneInks inks;
    private final Color ground;

    LaneOverlay(GraphicsContext g, LaneGeometry where, Viewport view, LaneInks inks, Color ground) {
        this.g = g;
        this.where = where;
        this.view = view;
        this.inks = inks;
        this.ground = ground;
    }

    /** A frame around every attempt at the chunk. */
    void story(@Nullable ChunkStory story, Lanes lanes) {
        if (story == null) {
            return;
        }
        g.setStroke(inks.inks().color(LaneInks.ACCENT));
        g.setLineWidth(2);
        for (ChunkStory.Entry entry : story.entries()) {
            frame(lanes.indexOf(entry.worker()), Micros.of(entry.sentAt()), Micros.of(entry.end()), 3);
        }
    }

    void picked(@Nullable Picked picked, Lanes lanes, boolean focused) {
        if (picked != null && focused) {
            g.setStroke(inks.inks().color(LaneInks.STRONG));
            g.setLineWidth(1.5);
            frame(lanes.indexOf(picked.worker()), picked.from(), picked.to(), 1);
        }
    }

    private void frame(int lane, double from, double to, double gap) {
        double left = Math.max(x(from), where.left() - 4);
        double right = Math.min(x(to), where.width() + 4);
        if (lane >= 0 && right >= left) {
            g.strokeRoundRect(
                    left - gap,
                    where.barTop(lane) - gap,
                    Math.max(2, right - left) + 2 * gap,
                    where.bar() + 2 * gap,
                    4,
                    4);
        }
    }

    /** What comes after it has not happened yet. */
    void cursor(double micros) {
        double x = x(micros);
        if (Double.isNaN(micros) || x > where.width()) {
            return;
        }
        double from = Math.max(x, where.left());
        g.setFill(ground.deriveColor(0, 1, 1, VEIL));
        g.fillRect(from, LaneGeometry.AXIS, where.width() - from, where.height());
        if (x >= where.left()) {
            Color accent = inks.inks().color(LaneInks.ACCENT);
            g.setStroke(accent);
            g.setLineWidth(2);
            g.strokeLine(x, LaneGeometry.AXIS, x, where.height());
            g.setFill(accent);
            g.fillPolygon(
                    new double[] {x - 5, x + 5, x},
                    new double[] {LaneGeometry.AXIS, LaneGeometry.AXIS, LaneGeometry.AXIS + 7},
                    3);
        }
    }

    /** Where the present is, while there is one. */
    void present(double last, boolean goesOn) {
        double x = Math.floor(x(last)) + 0.5;
        if (goesOn && x >= where.left() && x <= where.width()) {
            g.setStroke(inks.inks().color(LaneInks.TEXT));
            g.setLineWidth(1);
            g.setLineDashes(3, 3);
            g.strokeLine(x, LaneGeometry.AXIS, x, where.height());
            g.setLineDashes();
        }
    }

    /** The date and time at which what is seen begins, beside the axis. */
    void corner(String text) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(SMALL);
        g.setFill(inks.inks().color(LaneInks.TEXT));
        g.fillText(where.left() < 180 ? text.substring(text.lastIndexOf(' ') + 1) : text, 0, LaneGeometry.AXIS / 2);
    }

    private double x(double micros) {
        return where.left() + view.x(micros, where.timeWidth());
    }
}
