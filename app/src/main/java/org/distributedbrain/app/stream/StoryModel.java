package org.distributedbrain.app.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.Snapshot;

/** The chunk that one looks at, with all that was tried to get it done. */
final class StoryModel {
    private static final int PAGE = 2_000;
    /** More rows than any job keeps. */
    private static final int PAGES = 20;

    private final Grid grid;
    private final Tasks tasks;
    private final Supplier<Map<WorkerId, String>> names;
    private final ReadOnlyObjectWrapper<ChunkStory> story = new ReadOnlyObjectWrapper<>(this, "story");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private long asked;

    StoryModel(Grid grid, Tasks tasks, Supplier<Map<WorkerId, String>> names) {
        this.grid = grid;
        this.tasks = tasks;
        this.names = names;
    }

    /** Null while no chunk is looked at. */
    ReadOnlyObjectProperty<ChunkStory> story() {
        return story.getReadOnlyProperty();
    }

    /** Why it cannot be told, or empty. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    void open(ChunkId chunk, Instant now) {
        long number = ++asked;
        Map<WorkerId, String> known = names.get();
        problem.set("");
        tasks.run(
                "chunk-story",
                () -> read(chunk, known, now),
                found -> {
                    if (number == asked) {
                        story.set(found);
                    }
                },
                sentence -> problem.set(number == asked ? sentence : problem.get()));
    }

    void close() {
        asked++;
        problem.set("");
        story.set(null);
    }

    /** The snapshot comes first: what ends meanwhile is in the store as well, and counts once. */
    private ChunkStory read(ChunkId chunk, Map<WorkerId, String> known, Instant now) {
        Snapshot snapshot = grid.snapshot();
        List<Execution> ended = new ArrayList<>();
        long after = -1;
        for (int page = 0; page < PAGES; page++) {
            List<Execution> next = grid.executions(chunk.job(), after, PAGE);
            if (next.isEmpty()) {
                break;
            }
            next.stream()
                    .filter(execution -> execution.attempt().chunk().equals(chunk))
                    .forEach(ended::add);
            after = next.getLast().attempt().task().value();
        }
        for (Attempt attempt : snapshot.ended().latest()) {
            TaskId task = attempt.task();
            if (attempt.chunk().equals(chunk)
                    && ended.stream()
                            .noneMatch(execution -> execution.attempt().task().equals(task))) {
                WorkerId worker = attempt.worker();
                ended.add(Execution.of(attempt, known.getOrDefault(worker, worker.value())));
            }
        }
        return ChunkStory.of(chunk, ended, snapshot.running(), known, now);
    }
}
