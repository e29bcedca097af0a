package org.distributedbrain.loop;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.JobId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes result files, on a thread beside the one that writes them: the sum of a large result takes seconds. What the disk does not take
 * is tried again every second; until then the job waits.
 */
final class ResultSealer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultSealer.class);

    private final Consumer<Event> replies;
    private final ScheduledThreadPoolExecutor thread;

    ResultSealer(Consumer<Event> replies) {
        this.replies = replies;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("result-sealer").factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void seal(OpenJob job, JobId id) {
        job.use();
        thread.execute(() -> seal(job, id, false));
    }

    private void seal(OpenJob job, JobId id, boolean again) {
        try {
            job.result().seal();
            if (again) {
                replies.accept(new Event.ResultRecovered(id));
            }
            replies.accept(new Event.ResultSealed(id, errorOfSum(job, id)));
        } catch (RuntimeException | Error e) { // whatever it is, the next job needs this thread
            if (ResultWriter.mayWorkLater(job, e)) {
                if (!again) {
                    LOG.warn("Job {} pauses: {}", id, e.getMessage());
                    replies.accept(new Event.ResultFailing(id, String.valueOf(e.getMessage())));
                }
                thread.schedule(() -> seal(job, id, true), ResultWriter.RETRY.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
            if (!job.hasEnded()) {
                LOG.warn("The result of job {} could not be completed", id, e);
                replies.accept(new Event.JobBroken(id, e.getMessage() == null ? e.toString() : e.getMessage()));
            }
        }
        job.unuse();
    }

    /** The result stands, whether it can be compared or not. */
    private static @Nullable Double errorOfSum(OpenJob job, JobId id) {
        try {
            return job.errorOfSum();
        } catch (RuntimeException e) {
            LOG.warn("The result of job {} could not be compared", id, e);
            return null;
        }
    }

    /** Ends what was begun. */
    @Override
    public void close() {
        thread.close();
    }
}
