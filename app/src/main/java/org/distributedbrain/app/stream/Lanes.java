package org.distributedbrain.app.stream;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.TaskStream;

/**
 * The lanes that are known of a source, within a stretch of time and at a resolution.
 *
 * @param from in microseconds since 1970, like {@code to}
 * @param resolution what is shorter may be added up, in microseconds
 */
record Lanes(double from, double to, double resolution, List<LaneTrack> all) {
    static final Lanes NONE = new Lanes(0, 0, Double.MAX_VALUE, List.of());

    static Lanes of(TaskStream stream, int resolutions) {
        double from = Micros.of(stream.from());
        double to = Micros.of(stream.to());
        return new Lanes(
                from,
                to,
                (to - from) / resolutions,
                stream.lanes().stream().map(LaneTrack::of).toList());
    }

    Lanes with(List<LaneTrack> lanes) {
        return new Lanes(from, to, resolution, lanes);
    }

    Map<WorkerId, LaneTrack> byWorker() {
        return all.stream().collect(Collectors.toMap(LaneTrack::worker, Function.identity()));
    }

    int indexOf(WorkerId worker) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).worker().equals(worker)) {
                return i;
            }
        }
        return -1;
    }
}
