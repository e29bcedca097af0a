package org.distributedbrain.app.stream;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.distributedbrain.app.charts.Viewport;

/** Which stretch of time is seen, out of what there is; it goes along with the present while it follows. */
final class RangeModel {
    /** The present stands so far from the right edge. */
    private static final double AHEAD = 0.02;

    private static final double ROOM = 1.3;

    private final ReadOnlyObjectWrapper<Viewport> viewport =
            new ReadOnlyObjectWrapper<>(this, "viewport", new Viewport(0, 60e6));
    private final BooleanProperty follow = new SimpleBooleanProperty(this, "follow", true);
    private double first;
    private double last = 1;

    RangeModel() {
        follow.subscribe(on -> {
            if (on) {
                catchUp();
            }
        });
    }

    ReadOnlyObjectProperty<Viewport> viewport() {
        return viewport.getReadOnlyProperty();
    }

    /** Whether the right edge stays where the present is. */
    BooleanProperty follow() {
        return follow;
    }

    double first() {
        return first;
    }

    double last() {
        return last;
    }

    /** From when to when there is something to be seen. */
    void extent(double from, double to) {
        first = from;
        last = Math.max(to, from + 1);
        if (follow.get()) {
            catchUp();
        }
    }

    private void catchUp() {
        Viewport now = viewport.get();
        viewport.set(now.endingAt(last + AHEAD * now.span()));
    }

    /** All there is. */
    void fit() {
        Viewport all = Viewport.over(first, last);
        viewport.set(all.zoomed(1, 0.5, longest()));
    }

    /** The last stretch of this length, in microseconds. */
    void latest(double span) {
        viewport.set(new Viewport(0, span).endingAt(last + AHEAD * span));
    }

    /** Shows {@code factor} times as much; the moment at this part of the width stays, or the present while it follows. */
    void zoom(double factor, double part) {
        double fixed = follow.get() ? 1 - AHEAD : part;
        viewport.set(viewport.get().zoomed(factor, fixed, longest()).near(first, last));
    }

    /** Later by this part of what is seen. */
    void move(double part) {
        follow.set(false);
        viewport.set(viewport.get().moved(part).near(first, last));
    }

    /** Begins with the beginning, or ends with the end. */
    void jump(boolean toEnd) {
        follow.set(false);
        Viewport now = viewport.get();
        viewport.set(
                toEnd ? now.endingAt(last + AHEAD * now.span()) : new Viewport(first - AHEAD * now.span(), now.span()));
    }

    /** Moves as far as is needed for this stretch to be seen. */
    void reveal(double from, double to) {
        Viewport next = viewport.get().showing(from, to);
        if (next != viewport.get()) {
            follow.set(false);
            viewport.set(next);
        }
    }

    /** Comes so near that this stretch fills most of what is seen. */
    void closeUp(double from, double to) {
        follow.set(false);
        double length = Math.max(to - from, Viewport.SHORTEST / 2);
        viewport.set(new Viewport(from - length / 4, length * 1.5));
    }

    private double longest() {
        return Math.max(Viewport.DAY, ROOM * (last - first));
    }
}
