package org.distributedbrain.app.stream;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.app.charts.Viewport;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.publish.Span;
import org.distributedbrain.publish.SpanKind;
import org.jspecify.annotations.Nullable;

/** What stands at the left of the lanes: what the worker does at the moment, its name, and how much of what is seen it computes. */
final class LaneNames {
    private static final Font NAME = Font.font("Inter", 13);
    private static final Font SHARE = Font.font("Inter", 11);
    private static final double DOT = 8;
    private static final double SHARE_ROOM = 40;
    private static final int MOST_KEPT = 5_000;

    /** Names cut to the width that there is: measuring text is slow. */
    private final Map<String, String> cut = new HashMap<>();

    private double cutTo;

    void draw(GraphicsContext g, LaneGeometry where, Viewport view, Lanes lanes, LaneInks inks, double moment) {
        double room = where.left() - 16 - DOT - (where.isWide() ? 12 + SHARE_ROOM : 0);
        g.setTextBaseline(VPos.CENTER);
        for (int i = where.firstSeen(); i < where.endSeen(); i++) {
            double middle = where.barTop(i) + where.bar() / 2;
            if (middle < LaneGeometry.AXIS) {
                continue;
            }
            LaneTrack lane = lanes.all().get(i);
            Span now = lane.at(moment);
            dot(g, inks, now, middle);
            g.setTextAlign(TextAlignment.LEFT);
            g.setFont(NAME);
            g.setFill(inks.inks().color(now == null ? LaneInks.TEXT : LaneInks.STRONG));
            g.fillText(fitted(lane.name(), NAME, room), 10 + DOT, middle);
            double share = lane.computing(view.from(), view.to());
            if (where.isWide() && !Double.isNaN(share)) {
                g.setTextAlign(TextAlignment.RIGHT);
                g.setFont(SHARE);
                g.setFill(inks.inks().color(LaneInks.TEXT));
                g.fillText(Figures.whole(100 * share) + " %", where.left() - 14, middle);
            }
        }
    }

    /** Filled while it works, a ring while it waits, nothing while it is not there. */
    private static void dot(GraphicsContext g, LaneInks inks, @Nullable Span now, double middle) {
        if (now == null) {
            return;
        }
        Color color = inks.inks().color(LaneInks.ink(now.kind()));
        if (now.kind() == SpanKind.IDLE || now.kind() == SpanKind.QUEUED) {
            g.setStroke(color);
            g.setLineWidth(1.5);
            g.strokeOval(1, middle - DOT / 2, DOT, DOT);
        } else {
            g.setFill(color);
            g.fillOval(1, middle - DOT / 2, DOT, DOT);
        }
    }

    /** As much of a text as there is room for. */
    String fitted(String text, Font font, double room) {
        if (room != cutTo || cut.size() > MOST_KEPT) {
            cut.clear();
            cutTo = room;
        }
        return cut.computeIfAbsent(text, whole -> cut(whole, font, room));
    }

    private static String cut(String whole, Font font, double room) {
        Text measure = new Text(whole);
        measure.setFont(font);
        int length = whole.length();
        while (measure.getLayoutBounds().getWidth() > room && length > 1) {
            length--;
            measure.setText(whole.substring(0, length).stripTrailing() + "…");
        }
        return measure.getText();
    }
}
