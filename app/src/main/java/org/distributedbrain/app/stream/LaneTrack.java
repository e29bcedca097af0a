package org.distributedbrain.app.stream;

import java.util.List;
import org.distributedbrain.app.charts.SpanTrack;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Busy;
import org.distributedbrain.publish.Lane;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.Span;
import org.distributedbrain.publish.SpanKind;
import org.jspecify.annotations.Nullable;

/** A lane, made ready to be drawn at any viewport. */
record LaneTrack(WorkerId worker, String name, SpanTrack track, List<Span> spans) {
    static final SpanKind[] KINDS = SpanKind.values();

    static LaneTrack of(Lane lane) {
        SpanTrack track = new SpanTrack(KINDS.length, lane.spans().size());
        for (Span span : lane.spans()) {
            long from = Micros.of(span.from());
            long to = Micros.of(span.to());
            track.add(from, to, line(span.busy(), to - from), span.faults());
        }
        return new LaneTrack(lane.worker(), lane.name(), track, lane.spans());
    }

    /** Of one who was there with nothing to do, or of one who was not there when the two moments are the same. */
    static LaneTrack idle(WorkerId worker, String name, long from, long to) {
        Busy idle = new Busy(0, 0, 0, 0, 0, 0, to - from);
        List<Span> spans = to <= from
                ? List.of()
                : List.of(new Span(Micros.instant(from), Micros.instant(to), SpanKind.IDLE, idle, null, null, 0, 0));
        return of(new Lane(worker, name, spans));
    }

    /** How long each kind is shown in a stretch: waiting is what is left beside work, and each kind of work hides those after it. */
    private static long[] line(Busy busy, long length) {
        long[] line = new long[KINDS.length];
        long left = Math.max(0, length - busy.queued() - busy.idle());
        for (SpanKind kind : KINDS) {
            boolean waiting = kind == SpanKind.QUEUED || kind == SpanKind.IDLE;
            line[kind.ordinal()] = waiting ? busy.of(kind) : Math.min(left, busy.of(kind));
            left -= waiting ? 0 : line[kind.ordinal()];
        }
        return line;
    }

    /** The span at this moment, or null where the worker was not there. */
    @Nullable Span at(double micros) {
        int index = track.indexAt(micros);
        return index < track.size() && track.from(index) <= micros ? spans.get(index) : null;
    }

    /** How much of what is there between two moments is computing, from 0 to 1; not a number where nothing is. */
    double computing(double from, double to) {
        double[] parts = track.between(from, to);
        double all = 0;
        for (double part : parts) {
            all += part;
        }
        return parts[SpanKind.COMPUTING.ordinal()] / all;
    }
}
