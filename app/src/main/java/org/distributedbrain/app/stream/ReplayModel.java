package org.distributedbrain.app.stream;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** A cursor that goes through what is past at a speed. */
final class ReplayModel {
    /** As multiples of real time. */
    static final List<Double> SPEEDS = List.of(0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 60.0, 600.0, 3_600.0);

    /** A replay is to take about so long unless one wants it otherwise. */
    private static final double SECONDS = 20;

    private final RangeModel range;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing", false);
    private final ReadOnlyDoubleWrapper cursor = new ReadOnlyDoubleWrapper(this, "cursor", Double.NaN);
    private final ObjectProperty<Double> speed = new SimpleObjectProperty<>(this, "speed", 1.0);

    ReplayModel(RangeModel range) {
        this.range = range;
    }

    ReadOnlyBooleanProperty playing() {
        return playing.getReadOnlyProperty();
    }

    /** In microseconds since 1970; not a number while nothing is replayed. */
    ReadOnlyDoubleProperty cursor() {
        return cursor.getReadOnlyProperty();
    }

    ObjectProperty<Double> speed() {
        return speed;
    }

    /** There is something else to be seen: as if nobody had replayed anything. */
    void reset() {
        playing.set(false);
        cursor.set(Double.NaN);
        double wanted = (range.last() - range.first()) / (SECONDS * 1e6);
        speed.set(SPEEDS.stream().filter(s -> s >= wanted).findFirst().orElse(SPEEDS.getLast()));
    }

    /** Goes on from the cursor, or from the beginning; or stops. */
    void toggle() {
        if (!playing.get() && !(cursor.get() < range.last())) {
            cursor.set(range.first());
            range.reveal(cursor.get(), cursor.get());
        }
        playing.set(!playing.get());
    }

    /** Puts the cursor there. */
    void seek(double micros) {
        cursor.set(Math.clamp(micros, range.first(), range.last()));
    }

    /** The cursor goes away. */
    void end() {
        playing.set(false);
        cursor.set(Double.NaN);
    }

    /** So much time has passed. */
    void advance(double millis) {
        if (!playing.get()) {
            return;
        }
        double next = cursor.get() + millis * 1e3 * speed.get();
        cursor.set(Math.min(next, range.last()));
        range.reveal(cursor.get(), cursor.get());
        if (next >= range.last()) {
            playing.set(false);
        }
    }
}
