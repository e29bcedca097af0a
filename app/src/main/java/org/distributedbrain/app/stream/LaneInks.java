package org.distributedbrain.app.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.distributedbrain.app.charts.Inks;
import org.distributedbrain.app.charts.Texture;
import org.distributedbrain.publish.SpanKind;

/** The fixed colour and texture of everything that a lane can show. */
final class LaneInks {
    static final String GROUND = "ground";
    /** The lines of the axis, and what else is quiet. */
    static final String GRID = "grid";

    static final String TEXT = "text";
    static final String STRONG = "strong";
    static final String ACCENT = "accent";

    private final Inks inks;

    LaneInks(Runnable changed) {
        String[] kinds = new String[SpanKind.values().length];
        for (SpanKind kind : SpanKind.values()) {
            kinds[kind.ordinal()] = ink(kind);
        }
        String[] all = Stream.concat(Arrays.stream(kinds), Stream.of(GROUND, GRID, TEXT, STRONG, ACCENT))
                .toArray(String[]::new);
        inks = new Inks(changed, all);
    }

    Inks inks() {
        return inks;
    }

    int rgb(SpanKind kind) {
        return inks.rgb(ink(kind));
    }

    int ground() {
        return inks.rgb(GROUND);
    }

    static String ink(SpanKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Texture texture(SpanKind kind) {
        return switch (kind) {
            case COMPUTING, IDLE -> Texture.SOLID;
            case SENDING -> Texture.RISING;
            case RETURNING -> Texture.FALLING;
            case VERIFYING, QUEUED -> Texture.DOTTED;
            case FAULT -> Texture.CROSSED;
        };
    }
}
