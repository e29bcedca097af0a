package org.distributedbrain.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.distributedbrain.job.JobId;
import org.distributedbrain.matrix.ResultFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs whose operands and results are open. Safe from any thread. */
public final class OpenJobs {
    private static final Logger LOG = LoggerFactory.getLogger(OpenJobs.class);
    private static final Duration LONGEST_USE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Map<JobId, OpenJob> jobs = new ConcurrentHashMap<>();
    private final Function<JobId, Path> resultPath;

    /** Jobs that are being opened again and have not ended meanwhile. */
    private final Set<JobId> expected = ConcurrentHashMap.newKeySet();

    /** {@code resultPath} tells where the sealed result of a job is. */
    public OpenJobs(Function<JobId, Path> resultPath) {
        this.resultPath = resultPath;
    }

    public void add(JobId id, OpenJob job) {
        jobs.put(id, job);
    }

    Path resultPath(JobId id) {
        return resultPath.apply(id);
    }

    /** The job will {@link #arrive}. */
    void expect(JobId id) {
        expected.add(id);
    }

    boolean isExpected(JobId id) {
        return expected.contains(id);
    }

    /** An expected job is open; it is closed and its files go when it ended meanwhile. */
    void arrive(JobId id, OpenJob job) {
        jobs.put(id, job);
        if (!expected.remove(id) && jobs.remove(id, job)) {
            finish(id, job, false);
        }
    }

    @Nullable OpenJob get(JobId id) {
        return jobs.get(id);
    }

    /** Closes the job as soon as nobody uses its memory; what is not to be kept is deleted then. */
    void release(JobId id, boolean keepResult, WorkerLinks links) {
        expected.remove(id);
        OpenJob job = jobs.remove(id);
        if (job == null) {
            finish(id, null, keepResult);
        } else {
            job.end();
            Thread.ofVirtual().name("release-" + id).start(() -> {
                awaitUnused(id, job, links);
                finish(id, job, keepResult);
            });
        }
    }

    /** Closes everything; nothing may use it any more. What was written stays on the disk, for jobs go on when the orchestrator starts again. */
    public void close() {
        jobs.forEach((id, job) -> {
            try {
                job.suspend();
            } catch (UncheckedIOException | IllegalStateException e) {
                LOG.warn("Job {} could not be closed", id, e);
            }
        });
        jobs.clear();
    }

    private static void awaitUnused(JobId id, OpenJob job, WorkerLinks links) {
        long deadline = System.nanoTime() + LONGEST_USE.toNanos();
        try {
            while (job.inUse(links) && System.nanoTime() < deadline) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            LOG.debug("Releasing job {} was interrupted", id);
        }
    }

    private void finish(JobId id, @Nullable OpenJob job, boolean keepResult) {
        try {
            if (job != null) {
                job.close();
            }
            if (!keepResult) {
                Path path = resultPath.apply(id);
                Files.deleteIfExists(path);
                ResultFile.deleteUnfinished(path);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            LOG.warn("What job {} left behind could not be removed", id, e);
        }
    }
}
