package org.distributedbrain.app.stream;

import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.Span;
import org.jspecify.annotations.Nullable;

/** A span that one points at, in a lane. */
record Picked(WorkerId worker, String name, Span span) {

    double from() {
        return Micros.of(span.from());
    }

    double to() {
        return Micros.of(span.to());
    }

    /** What is at this moment of a lane, or null. */
    static @Nullable Picked at(Lanes lanes, int lane, double micros) {
        if (lane < 0 || lane >= lanes.all().size()) {
            return null;
        }
        LaneTrack track = lanes.all().get(lane);
        Span span = track.at(micros);
        return span == null ? null : new Picked(track.worker(), track.name(), span);
    }

    /** The span before or after this one in its lane; this one where there is none. */
    Picked beside(Lanes lanes, int step) {
        int lane = lanes.indexOf(worker);
        if (lane < 0) {
            return this;
        }
        LaneTrack track = lanes.all().get(lane);
        int here = track.track().indexAt((from() + to()) / 2);
        int next = Math.clamp(here + step, 0, Math.max(0, track.spans().size() - 1));
        return track.spans().isEmpty()
                ? this
                : new Picked(worker, name, track.spans().get(next));
    }

    /** What the next lane with anything near this one's middle has there; this one where there is none. */
    Picked across(Lanes lanes, int step) {
        double middle = (from() + to()) / 2;
        for (int lane = lanes.indexOf(worker) + step;
                lane >= 0 && lane < lanes.all().size();
                lane += step) {
            LaneTrack track = lanes.all().get(lane);
            if (!track.spans().isEmpty()) {
                int index =
                        Math.min(track.track().indexAt(middle), track.spans().size() - 1);
                return new Picked(track.worker(), track.name(), track.spans().get(index));
            }
        }
        return this;
    }
}
