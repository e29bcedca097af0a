package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.NOON;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.distributedbrain.db.Database;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts stay bounded in a real database, and nothing of their sums is lost. */
class AttemptRollupTest {
    private static final int OF_A_JOB = 80;
    private static final int OF_ALL = 300;

    @TempDir
    Path folder;

    private SqlJobStore store;
    private final Random random = new Random(1);
    private long task;

    @BeforeEach
    void open() {
        store = new SqlJobStore(Database.open(folder.resolve("brain.db")), OF_A_JOB, OF_ALL);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private record Sums(int attempts, long bytesOut, long bytesIn, double computeMs, Instant first, Instant last) {
        Sums plus(Attempt attempt, int merged) {
            return new Sums(
                    attempts + merged,
                    bytesOut + attempt.bytesOut(),
                    bytesIn + attempt.bytesIn(),
                    computeMs + attempt.computeMs(),
                    first.isBefore(attempt.sentAt()) ? first : attempt.sentAt(),
                    last.isAfter(attempt.endedAt()) ? last : attempt.endedAt());
        }
    }

    private static Map<WorkerId, Sums> sums(List<Execution> executions) {
        return executions.stream()
                .collect(Collectors.toMap(
                        row -> row.attempt().worker(),
                        row -> new Sums(0, 0, 0, 0, Instant.MAX, Instant.MIN).plus(row.attempt(), row.merged()),
                        (x, y) -> new Sums(
                                x.attempts + y.attempts,
                                x.bytesOut + y.bytesOut,
                                x.bytesIn + y.bytesIn,
                                x.computeMs + y.computeMs,
                                x.first.isBefore(y.first) ? x.first : y.first,
                                x.last.isAfter(y.last) ? x.last : y.last)));
    }

    private List<Execution> kept(JobId job) {
        return store.executions(job, Long.MIN_VALUE, JobStore.LONGEST_PAGE);
    }

    /** Commits a job's attempts as a job does, a few at a time; returns them. */
    private List<Execution> run(JobId job, int attempts, Instant start) {
        List<Execution> all = new ArrayList<>();
        store.commit(List.of(Facts.accepted(job, start)));
        for (int i = 0; i < attempts; i++) {
            Instant sent = start.plusMillis(i);
            Attempt attempt = new Attempt(
                    new TaskId(++task),
                    new ChunkId(job, i),
                    new WorkerId("w" + random.nextInt(3)),
                    start,
                    sent,
                    sent.plusMillis(1),
                    sent.plusMillis(4),
                    sent.plusMillis(5),
                    sent.plusMillis(6),
                    sent.plusMillis(7),
                    Attempt.Outcome.VERIFIED,
                    random.nextInt(1_000),
                    random.nextInt(1_000),
                    random.nextInt(8_000) / 8.0);
            all.add(Execution.of(attempt, attempt.worker().value()));
            store.commit(List.of(new Fact.AttemptEnded(attempt)));
            store.tidy();
            assertThat(kept(job)).hasSizeLessThanOrEqualTo(OF_A_JOB);
        }
        store.commit(List.of(new Fact.JobCancelled(job, start.plusSeconds(9))));
        store.tidy();
        return all;
    }

    @Test
    void a_long_job_keeps_few_rows_its_newest_as_they_were_and_its_sums_exactly() {
        JobId job = Facts.newJob();
        List<Execution> all = run(job, 1_000, NOON);
        List<Execution> kept = kept(job);
        assertThat(kept).hasSizeBetween(OF_A_JOB / 4, OF_A_JOB);
        assertThat(sums(kept)).isEqualTo(sums(all));
        assertThat(kept)
                .endsWith(all.subList(all.size() - OF_A_JOB / 4, all.size()).toArray(Execution[]::new));
        assertThat(kept.stream().filter(row -> row.merged() > 1))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.busy().computing()).isPositive());
        // What is oldest is coarsest.
        assertThat(kept.getFirst().merged())
                .isGreaterThan(kept.get(kept.size() / 2).merged());
    }

    @Test
    void a_restart_goes_on_counting() {
        JobId job = Facts.newJob();
        store.commit(List.of(Facts.accepted(job, NOON)));
        for (int i = 0; i < OF_A_JOB + 1; i++) {
            store.commit(List.of(attempt(job, i)));
        }
        store.close();
        open();
        store.tidy();
        assertThat(kept(job)).hasSizeLessThan(OF_A_JOB);
    }

    private Fact attempt(JobId job, int index) {
        Instant sent = NOON.plusMillis(index);
        return new Fact.AttemptEnded(new Attempt(
                new TaskId(++task),
                new ChunkId(job, index),
                new WorkerId("w"),
                NOON,
                sent,
                null,
                null,
                null,
                null,
                sent.plusMillis(1),
                Attempt.Outcome.LOST,
                1,
                0,
                0));
    }

    @Test
    void the_oldest_jobs_are_condensed_to_a_row_for_each_worker_when_all_together_are_too_many() {
        List<JobId> jobs = new ArrayList<>();
        List<Map<WorkerId, Sums>> sums = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            JobId job = Facts.newJob();
            jobs.add(job);
            sums.add(sums(run(job, 60, NOON.plusSeconds(i))));
        }
        assertThat(jobs.stream().mapToInt(job -> kept(job).size()).sum()).isLessThanOrEqualTo(OF_ALL);
        assertThat(kept(jobs.getFirst())).hasSize(3);
        assertThat(kept(jobs.getLast())).hasSize(60);
        for (int i = 0; i < jobs.size(); i++) {
            assertThat(sums(kept(jobs.get(i)))).isEqualTo(sums.get(i));
        }
    }

    @Test
    void an_attempt_that_is_told_twice_is_kept_once_and_keeps_no_fact_from_being_stored() {
        JobId job = Facts.newJob();
        JobId other = Facts.newJob();
        Fact attempt = attempt(job, 0);
        store.commit(List.of(Facts.accepted(job, NOON), attempt));
        store.commit(List.of(attempt, Facts.accepted(other, NOON)));
        assertThat(kept(job)).hasSize(1);
        assertThat(store.job(other)).isPresent();
    }
}
