package org.distributedbrain.cli;

import java.time.Duration;
import org.distributedbrain.server.api.JobDocument;

/**
 * Waits for the end of a job at the orchestrator, showing how it gets on. An orchestrator that is started again goes on with its jobs, so one
 * that does not answer is asked again for a while.
 */
final class JobWait {
    /** Short enough that a bar moves, long enough that asking costs nothing. */
    private static final String EACH = "400ms";

    /** Whoever has not answered by then has gone without a word, or sleeps. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ApiClient client;
    private final Terminal terminal;
    private final Progress progress;

    private JobWait(ApiClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
        this.progress = new Progress(terminal);
    }

    /** @throws NoOrchestrator when it did not come back within two minutes */
    static JobDocument untilEnded(ApiClient client, JobDocument job, Terminal terminal) {
        return new JobWait(client, terminal).untilEnded(job);
    }

    private JobDocument untilEnded(JobDocument job) {
        var latest = job;
        progress.update(latest);
        while (!latest.hasEnded()) {
            latest = ask(job.id());
            progress.update(latest);
        }
        progress.end();
        return latest;
    }

    private JobDocument ask(String id) {
        var deadline = 0L;
        while (true) {
            try {
                var answer = client.get("/api/v1/jobs/" + id + "?wait=" + EACH, JobDocument.class, LONGEST);
                if (deadline != 0) {
                    terminal.err().println("It answers again.");
                }
                return answer;
            } catch (NoOrchestrator | Refused e) {
                if (e instanceof Refused refused && refused.status() != 503) {
                    throw e;
                }
                if (deadline == 0) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                    progress.end();
                    terminal.err()
                            .println("The orchestrator does not answer; asking again for " + PATIENCE.toMinutes()
                                    + " minutes. The job goes on when it is started again.");
                } else if (System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(499, "Interrupted while waiting for the job.");
        }
    }
}
