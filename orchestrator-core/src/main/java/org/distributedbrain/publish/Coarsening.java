package org.distributedbrain.publish;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the stretches of a lane until each can be seen at a resolution: one that is long enough stands for itself, shorter ones are added up.
 * No time is lost or counted twice. A range of {@code n} resolutions becomes at most {@code 2n + 1} spans.
 */
final class Coarsening {
    private final long resolution;
    private final List<Span> spans = new ArrayList<>();
    private @Nullable Stretch pending;
    private int ended;
    private int faults;

    /** @param resolution in microseconds; with 1 nothing is joined that differs */
    Coarsening(long resolution) {
        this.resolution = resolution;
    }

    /** Attempts that ended in a moment that is not drawn: the next span counts them, or the last. */
    void ended(Stretch undrawn) {
        ended += undrawn.ended();
        faults += undrawn.faults();
    }

    void add(Stretch stretch) {
        Stretch next = stretch.andEnds(ended, faults);
        ended = 0;
        faults = 0;
        Stretch before = pending;
        if (before == null) {
            pending = next;
        } else if (before.looksLike(next) || tooShort(before, next)) {
            pending = before.with(next);
        } else {
            spans.add(before.span());
            pending = next;
        }
    }

    private boolean tooShort(Stretch before, Stretch next) {
        return before.length() < resolution && next.length() < resolution && next.from() - before.to() < resolution;
    }

    List<Span> spans() {
        if (pending != null) {
            spans.add(pending.andEnds(ended, faults).span());
            pending = null;
        }
        return List.copyOf(spans);
    }
}
