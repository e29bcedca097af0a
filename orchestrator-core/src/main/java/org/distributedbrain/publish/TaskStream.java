package org.distributedbrain.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What every worker did between two moments: a lane each, at the resolution that was asked for. A pure function of what history and the
 * snapshot know, so that a running job and a replay look the same.
 *
 * @param lanes in the order in which the workers got their first task
 */
public record TaskStream(Instant from, Instant to, List<Lane> lanes) {
    /** The most stretches that a range may be divided into. */
    public static final int FINEST = 10_000;

    /** Until when a worker was there after its last task, and what it is called. */
    public record Presence(String name, @Nullable Instant until) {}

    /**
     * @param executions ended attempts, of one job or of several, in any order
     * @param running tasks under way, in the order in which they were handed out
     * @param now where those have come to
     * @param presence of workers that were there for longer than they had tasks
     * @param resolutions how many stretches the range is divided into, from 1 to {@link #FINEST}: a lane has at most about two spans for
     *     each; an eye sees no more than one for each pixel
     */
    public static TaskStream of(
            List<Execution> executions,
            List<RunningTask> running,
            Instant now,
            Map<WorkerId, Presence> presence,
            Instant from,
            Instant to,
            int resolutions) {
        Map<WorkerId, List<Execution>> ended = new LinkedHashMap<>();
        Map<WorkerId, List<RunningTask>> open = new LinkedHashMap<>();
        executions.forEach(
                execution -> ended.computeIfAbsent(execution.attempt().worker(), _ -> new ArrayList<>())
                        .add(execution));
        running.forEach(task ->
                open.computeIfAbsent(task.worker(), _ -> new ArrayList<>()).add(task));
        open.keySet().forEach(worker -> ended.computeIfAbsent(worker, _ -> List.of()));
        long resolution =
                Math.max(1, Duration.between(from, to).toNanos() / 1_000 / Math.clamp(resolutions, 1, FINEST));
        record Drawn(long begin, Lane lane) {}
        List<Drawn> lanes = new ArrayList<>();
        ended.forEach((worker, own) -> {
            List<Piece> pieces = Piece.of(own, open.getOrDefault(worker, List.of()), Micros.of(now));
            Presence there = presence.get(worker);
            long until = there == null || there.until == null ? Long.MIN_VALUE : Micros.of(there.until);
            String name = !own.isEmpty() ? own.getFirst().workerName() : there != null ? there.name : worker.value();
            List<Span> spans = LaneSweep.spans(pieces, until, Micros.of(from), Micros.of(to), resolution);
            if (!spans.isEmpty()) {
                lanes.add(new Drawn(pieces.getFirst().from(), new Lane(worker, name, spans)));
            }
        });
        lanes.sort((x, y) -> Long.compare(x.begin, y.begin));
        return new TaskStream(from, to, lanes.stream().map(Drawn::lane).toList());
    }
}
