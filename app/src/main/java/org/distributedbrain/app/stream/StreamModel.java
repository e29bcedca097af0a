package org.distributedbrain.app.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of what one looks at. They are asked for over more than is seen, at the resolution of the screen, and again when one goes beyond that;
 * until the new ones are there those at hand are drawn, so that nothing waits.
 */
public final class StreamModel {
    /** What is seen when nothing was chosen. */
    private static final double MINUTE = 60e6;

    private static final double LEAST_OF_JOB = 2e6;

    private final Grid grid;
    private final Tasks tasks;
    private final RangeModel range = new RangeModel();
    private final ReplayModel replay = new ReplayModel(range);
    private final LiveAttempts live = new LiveAttempts();
    private final StoryModel story;
    private final ObservableList<StreamSource> sources = FXCollections.observableArrayList(StreamSource.LIVE);
    private final ObjectProperty<StreamSource> source = new SimpleObjectProperty<>(this, "source", StreamSource.LIVE);
    private final ReadOnlyObjectWrapper<Lanes> lanes = new ReadOnlyObjectWrapper<>(this, "lanes", Lanes.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final Map<WorkerId, String> order = new LinkedHashMap<>();
    private final Pacing pacing = new Pacing();
    private Instant at = Instant.EPOCH;
    private List<JobView> jobs = List.of();
    private double sinceMillis;
    private long shownNanos = System.nanoTime();
    private @Nullable Instant opened;
    private int width = 1_000;
    private boolean asking;
    private long chosen;

    public StreamModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
        this.story = new StoryModel(grid, tasks, live::names);
        source.subscribe((before, now) -> {
            if (!now.isAbout(before.id())) {
                begin();
            }
        });
        range.viewport().subscribe(view -> ask());
    }

    /** Everything that goes on, then the jobs, newest first. */
    ObservableList<StreamSource> sources() {
        return sources;
    }

    ObjectProperty<StreamSource> source() {
        return source;
    }

    ReadOnlyObjectProperty<Lanes> lanes() {
        return lanes.getReadOnlyProperty();
    }

    RangeModel range() {
        return range;
    }

    ReplayModel replay() {
        return replay;
    }

    StoryModel story() {
        return story;
    }

    /** Why there are no lanes, in a sentence, or empty. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Looks at one job of any age. */
    public void reveal(JobId job) {
        reveal(job, () -> {});
    }

    /** Looks at one chunk, and the job that it is of. */
    public void reveal(ChunkId chunk) {
        reveal(chunk.job(), () -> story.open(chunk, now()));
    }

    private void reveal(JobId job, Runnable then) {
        tasks.run(
                "stream-job",
                () -> grid.job(job),
                found -> found.ifPresent(view -> {
                    source.set(StreamSource.of(view));
                    then.run();
                }),
                problem::set);
    }

    public void show(Snapshot snapshot) {
        live.take(snapshot);
        at = snapshot.at();
        sinceMillis = 0;
        shownNanos = System.nanoTime();
        if (opened == null) {
            opened = live.first(at);
        }
        if (jobs != snapshot.jobs()) {
            jobs = snapshot.jobs();
            offer();
        }
    }

    private void offer() {
        StreamSource now = source.get();
        List<StreamSource> offered = new ArrayList<>();
        offered.add(StreamSource.LIVE);
        jobs.forEach(job -> offered.add(StreamSource.of(job)));
        StreamSource same = offered.stream()
                .filter(one -> one.isAbout(now.id()))
                .findFirst()
                .orElse(now);
        if (!sources.equals(offered)) {
            sources.setAll(offered);
        }
        source.set(same);
        if (now.goesOn() && !same.goesOn()) {
            range.follow().set(false);
            replay.reset();
            pacing.begin(); // what was asked for before its end may lack the last of it
        }
    }

    /** Somebody looks again: time has passed since the latest snapshot, which may be old where nothing happens. */
    void resume() {
        sinceMillis = (System.nanoTime() - shownNanos) / 1e6;
        advance(0);
    }

    /** So much time has passed while somebody looked. */
    void advance(double millis) {
        sinceMillis += millis;
        pacing.passed(millis);
        replay.advance(millis);
        extent();
        ask();
    }

    /** How wide the chart is, in pixels. */
    void width(int pixels) {
        width = Math.max(1, pixels);
        extent();
        ask();
    }

    /** The present, as far as it is known here. */
    Instant now() {
        return at.plusNanos(Math.round(sinceMillis * 1e6));
    }

    private void begin() {
        chosen++;
        order.clear();
        lanes.set(Lanes.NONE);
        problem.set("");
        story.close();
        pacing.begin();
        StreamSource now = source.get();
        range.follow().set(now.goesOn());
        extent();
        if (now.id() == null) {
            range.latest(MINUTE);
        } else if (now.goesOn()) {
            range.latest(Math.max(LEAST_OF_JOB, 1.2 * (range.last() - range.first())));
        } else {
            range.fit();
        }
        replay.reset();
        ask();
    }

    private void extent() {
        Instant began = source.get().began();
        Instant ended = source.get().ended();
        Instant first = began == null ? live.first(opened == null ? now() : opened) : began;
        range.extent(Micros.of(first), Micros.of(ended == null ? now() : ended));
    }

    /** Has lanes brought if those at hand do not do, and none are on their way. */
    private void ask() {
        Wanted wanted = Wanted.of(range, width, order.size());
        boolean stale = source.get().goesOn() && lanes.get().to() < Math.min(range.last(), wanted.to());
        if (asking || at.equals(Instant.EPOCH) || !pacing.mayAsk(stale, wanted.isIn(lanes.get()))) {
            return;
        }
        asking = true;
        long number = chosen;
        Callable<TaskStream> question = question(wanted);
        tasks.run(
                "task-stream",
                () -> {
                    long begin = System.nanoTime();
                    Lanes found = Lanes.of(question.call(), wanted.resolutions());
                    return new Timed(found, (System.nanoTime() - begin) / 1e6);
                },
                timed -> {
                    asking = false;
                    pacing.took(timed.millis);
                    if (number == chosen) {
                        problem.set("");
                        lanes.set(arranged(timed.lanes));
                    } else {
                        ask();
                    }
                },
                sentence -> {
                    asking = false;
                    pacing.took(1_000);
                    problem.set(number == chosen ? sentence : problem.get());
                });
    }

    private record Timed(Lanes lanes, double millis) {}

    private Callable<TaskStream> question(Wanted wanted) {
        Instant from = Micros.instant((long) wanted.from());
        Instant to = Micros.instant((long) wanted.to());
        JobId job = source.get().id();
        if (job != null) {
            return () -> grid.taskStream(job, from, to, wanted.resolutions());
        }
        Instant now = now();
        LiveAttempts.Part part = live.between(from, to.isAfter(now) ? now : to);
        return () -> part.stream(now, wanted.resolutions());
    }

    /** Every worker keeps its place, also where it has nothing to show; one that is connected has a lane even before its first task. */
    private Lanes arranged(Lanes found) {
        boolean all = source.get().id() == null;
        Map<WorkerId, LaneTrack> byWorker = found.byWorker();
        Map<WorkerId, Long> since = new LinkedHashMap<>();
        if (all) {
            for (WorkerView worker : live.workers()) {
                if (worker.state() != WorkerState.GONE) {
                    order.put(worker.id(), worker.name());
                    since.put(worker.id(), Micros.of(worker.joinedAt()));
                }
            }
            order.keySet().removeIf(worker -> !since.containsKey(worker) && !byWorker.containsKey(worker));
        }
        found.all().forEach(lane -> order.putIfAbsent(lane.worker(), lane.name()));
        List<LaneTrack> lined = new ArrayList<>();
        long end = (long) Math.min(found.to(), range.last());
        order.forEach((worker, name) -> {
            LaneTrack lane = byWorker.get(worker);
            lined.add(lane != null ? lane : LaneTrack.idle(worker, name, since.getOrDefault(worker, end), end));
        });
        return found.with(lined);
    }
}
