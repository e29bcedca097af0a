package org.distributedbrain.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.distributedbrain.Grid.Subscription;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.EndedTail;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.RunningTask;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.distributedbrain.publish.Totals;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeGrid} shows. Every change is a new snapshot, which the listeners have before the change returns. */
final class FakeSnapshots {
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private final List<WorkerView> workers = new ArrayList<>();
    private final List<JobView> jobs = new ArrayList<>();
    private final List<Attempt> ended = new ArrayList<>();
    final Map<JobId, TaskStream> streams = new ConcurrentHashMap<>();
    private List<FaultView> faults = List.of();
    private List<RunningTask> running = List.of();
    private double gigaflops;
    private @Nullable String trouble;
    private long sequence;

    /** In the place of the one of the same id, if there is one. */
    void worker(WorkerView worker) {
        change(() -> {
            workers.removeIf(w -> w.id().equals(worker.id()));
            workers.add(worker);
        });
    }

    void worker(String name, UnaryOperator<WorkerView> next) {
        change(() -> workers.replaceAll(w -> w.name().equals(name) ? next.apply(w) : w));
    }

    void worker(WorkerId id, UnaryOperator<WorkerView> next) {
        change(() -> workers.replaceAll(w -> w.id().equals(id) ? next.apply(w) : w));
    }

    void ended(List<Attempt> attempts) {
        change(() -> ended.addAll(attempts));
    }

    void faults(List<FaultView> latest) {
        change(() -> faults = latest);
    }

    void job(JobView job) {
        change(() -> jobs.addFirst(job));
    }

    void job(JobId id, UnaryOperator<JobView> next) {
        change(() -> jobs.replaceAll(j -> j.id().equals(id) ? next.apply(j) : j));
    }

    void trouble(@Nullable String sentence) {
        change(() -> trouble = sentence);
    }

    void running(List<RunningTask> tasks) {
        change(() -> running = List.copyOf(tasks));
    }

    void gigaflops(double now) {
        change(() -> gigaflops = now);
    }

    /** More attempts that ended, and all that are under way. */
    void tasks(List<Attempt> more, List<RunningTask> now) {
        change(() -> {
            ended.addAll(more);
            running = List.copyOf(now);
        });
    }

    synchronized List<Execution> executions(JobId job) {
        return ended.stream()
                .filter(attempt -> attempt.chunk().job().equals(job))
                .sorted(Comparator.comparing(attempt -> attempt.task().value()))
                .map(attempt -> Execution.of(attempt, name(attempt.worker())))
                .toList();
    }

    TaskStream taskStream(JobId job, @Nullable Instant from, @Nullable Instant to, int resolutions) {
        TaskStream made = streams.get(job);
        if (made != null) {
            return made;
        }
        Instant begin = from == null ? FakeGrid.NOW : from;
        Instant end = to == null ? FakeGrid.NOW : to;
        return TaskStream.of(executions(job), List.of(), FakeGrid.NOW, Map.of(), begin, end, resolutions);
    }

    private String name(WorkerId id) {
        return workers.stream()
                .filter(worker -> worker.id().equals(id))
                .map(WorkerView::name)
                .findFirst()
                .orElse(id.value());
    }

    private void change(Runnable edit) {
        synchronized (this) {
            edit.run();
            sequence++;
        }
        Snapshot now = latest();
        listeners.forEach(listener -> listener.accept(now));
    }

    synchronized Snapshot latest() {
        int active = (int)
                workers.stream().filter(w -> w.state() != WorkerState.GONE).count();
        int queue = (int) jobs.stream().filter(j -> !j.state().isFinal()).count();
        int done = (int) jobs.stream().filter(j -> j.state() == JobState.DONE).count();
        return new Snapshot(
                sequence,
                FakeGrid.NOW,
                List.copyOf(workers),
                List.copyOf(jobs),
                new Totals(active, queue, done, averageResponseMs(), gigaflops),
                running,
                new EndedTail(ended.size(), List.copyOf(ended)),
                faults,
                trouble);
    }

    private double averageResponseMs() {
        return jobs.stream()
                .map(JobView::metrics)
                .filter(Objects::nonNull)
                .mapToDouble(JobMetrics::totalMs)
                .average()
                .orElse(0);
    }

    Subscription subscribe(Consumer<Snapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    synchronized Optional<JobView> job(JobId id) {
        return jobs.stream().filter(j -> j.id().equals(id)).findFirst();
    }

    synchronized List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        List<JobView> all = filter.sort() == JobFilter.Sort.SUBMITTED
                ? jobs
                : jobs.stream().sorted(filter.order()).toList();
        List<JobView> from = after == null
                ? all
                : all.stream().dropWhile(j -> !j.id().equals(after)).toList();
        List<JobView> rest = after == null || from.isEmpty() ? from : from.subList(1, from.size());
        return rest.stream().filter(filter::admits).limit(limit).toList();
    }
}
