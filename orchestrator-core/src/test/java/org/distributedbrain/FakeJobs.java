package org.distributedbrain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** The jobs of a {@link FakeGrid}, newest first: each of 16 chunks and queued until it is told to end. May be used from any thread. */
final class FakeJobs {
    private final List<JobView> jobs = new ArrayList<>();

    synchronized JobId add(JobSpec spec) {
        var size = switch (spec.source()) {
            case MatmulSource.Synthetic(var given, var _) -> given;
            case MatmulSource.Files files -> new MatmulSize(2, 3, 4);
            case TileSource tiles -> new MatmulSize(tiles.rows(), 1, tiles.cols());
        };
        var id = new JobId(UUID.randomUUID().toString());
        jobs.addFirst(new JobView(
                id,
                size,
                spec.label(),
                JobState.QUEUED,
                0,
                16,
                Samples.NOON,
                null,
                List.of(),
                "No worker is connected.",
                null,
                null,
                spec.options(),
                new TileGrid(8, 2, 1),
                null,
                spec.source()));
        return id;
    }

    /** The job ends so, with every chunk done; those that wait for it go on. */
    synchronized void end(JobId id, JobState state, @Nullable String failure, Estimate estimate) {
        jobs.replaceAll(j -> !j.id().equals(id)
                ? j
                : new JobView(
                        id,
                        j.size(),
                        j.label(),
                        state,
                        j.chunks(),
                        j.chunks(),
                        Samples.NOON,
                        Samples.NOON.plusMillis(812),
                        List.of("A holds NaN."),
                        null,
                        failure,
                        state == JobState.DONE ? Samples.METRICS : null,
                        j.options(),
                        j.grid(),
                        estimate,
                        j.source()));
        notifyAll();
    }

    synchronized Optional<JobView> find(JobId id) {
        return jobs.stream().filter(j -> j.id().equals(id)).findFirst();
    }

    /** Fails where there is no such job. */
    JobView get(JobId id) {
        return find(id).orElseThrow();
    }

    /** In the order in which they came, or in the filter's own where it has another one. */
    synchronized List<JobView> page(JobFilter filter, @Nullable JobId after, int limit) {
        List<JobView> all = filter.sort() == JobFilter.Sort.SUBMITTED
                ? jobs
                : jobs.stream().sorted(filter.order()).toList();
        List<JobView> from = after == null
                ? all
                : all.stream().dropWhile(j -> !j.id().equals(after)).toList();
        boolean skipsFirst = after != null && !from.isEmpty();
        return (skipsFirst ? from.subList(1, from.size()) : from)
                .stream().filter(filter::admits).limit(limit).toList();
    }

    synchronized JobView await(JobId id, Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        for (var left = limit.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            if (get(id).state().isFinal()) {
                break;
            }
            wait(left);
        }
        return get(id);
    }
}
