package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.distributedbrain.persist.Facts.METRICS;
import static org.distributedbrain.persist.Facts.NOON;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.JobStore.StoreException;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlJobStoreTest extends JobStoreContract {
    @TempDir
    Path folder;

    @Override
    JobStore open() {
        return SqlJobStore.open(folder.resolve("brain.db"), NOON);
    }

    /** What a person sees who opens the file with a tool of their own. */
    private List<String> select(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("brain.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(row.getString(column)));
                }
            }
            return values;
        }
    }

    @Test
    void jobs_and_leaderboard_have_the_columns_of_the_specification() throws Exception {
        JobId job = Facts.newJob();
        WorkerId worker = newWorker("Ada");
        store.commit(List.of(
                Facts.enlisted(worker, "Ada", NOON),
                Facts.accepted(job, NOON),
                Facts.credited(worker, 300.5, 1e9, NOON),
                new Fact.JobFinished(job, METRICS, NOON.plusMillis(812))));
        assertThat(select(
                        "SELECT id, rows_a, cols_a, cols_b, workers_used, chunks_count, total_time_ms, avg_chunk_time_ms,"
                                + " throughput_mops, efficiency_ratio, created_at FROM jobs"))
                .containsExactly(
                        job.value(),
                        "256",
                        "128",
                        "64",
                        "2",
                        "4",
                        "812.5",
                        "300.8125",
                        "330.4",
                        "74.05",
                        "2026-01-31T12:00:00.935456Z");
        assertThat(
                        select(
                                "SELECT worker_id, total_compute_ms, tasks_completed, sessions_joined, last_seen FROM leaderboard"))
                .containsExactly(worker.value(), "300.5", "1", "1", "2026-01-31T12:00:00.123456Z");
        assertThat(select("SELECT name || ' ' || type FROM pragma_table_info('jobs') LIMIT 11"))
                .containsExactly(
                        "id TEXT",
                        "rows_a INTEGER",
                        "cols_a INTEGER",
                        "cols_b INTEGER",
                        "workers_used INTEGER",
                        "chunks_count INTEGER",
                        "total_time_ms REAL",
                        "avg_chunk_time_ms REAL",
                        "throughput_mops REAL",
                        "efficiency_ratio REAL",
                        "created_at TEXT");
        assertThat(select("SELECT name || ' ' || type FROM pragma_table_info('leaderboard') LIMIT 5"))
                .containsExactly(
                        "worker_id TEXT",
                        "total_compute_ms REAL",
                        "tasks_completed INTEGER",
                        "sessions_joined INTEGER",
                        "last_seen TEXT");
    }

    @Test
    void a_job_without_a_result_has_no_time_of_completion() throws Exception {
        JobId failed = Facts.newJob();
        store.commit(List.of(
                Facts.accepted(Facts.newJob(), NOON),
                Facts.accepted(failed, NOON),
                new Fact.JobFailed(failed, "No.", NOON)));
        assertThat(select("SELECT count(*) FROM jobs WHERE created_at IS NULL")).containsExactly("2");
    }

    @Test
    void an_ended_job_has_the_time_of_its_start() throws Exception {
        JobId cancelled = Facts.newJob();
        store.commit(List.of(
                Facts.accepted(cancelled, NOON),
                new Fact.JobStarted(cancelled, NOON.plusMillis(5)),
                new Fact.JobCancelled(cancelled, NOON.plusMillis(9))));
        assertThat(select("SELECT started_at FROM jobs")).containsExactly("2026-01-31T12:00:00.128456Z");
    }

    @Test
    void chunks_and_faults_keep_every_detail() throws Exception {
        JobId job = Facts.newJob();
        WorkerId worker = newWorker("Ada");
        store.commit(List.of(
                Facts.enlisted(worker, "Ada", NOON),
                Facts.accepted(job, NOON),
                Facts.verified(job, 3, worker, NOON),
                Facts.fault(job, worker, NOON)));
        assertThat(select("SELECT * FROM chunks"))
                .containsExactly(
                        job.value(),
                        "3",
                        worker.value(),
                        "192",
                        "64",
                        "0",
                        "64",
                        "300.5",
                        "24.25",
                        "3",
                        "0.031",
                        "1",
                        "2.5e-05",
                        "2026-01-31T12:00:00.123456Z",
                        "0",
                        "9.25e-05",
                        "1.0e-07",
                        "2000000.0",
                        "0");
        assertThat(select("SELECT kind, worker_id, job_id, chunk, action, story, at FROM faults"))
                .containsExactly(
                        "DISCONNECTED",
                        worker.value(),
                        job.value(),
                        "2",
                        "chunk 2 went back to its queue",
                        "sent\nleft",
                        "2026-01-31T12:00:00.123456Z");
    }

    @Test
    void a_batch_with_one_impossible_fact_stores_none_of_its_facts() {
        JobId job = Facts.newJob();
        store.commit(List.of(Facts.accepted(job, NOON)));
        JobId other = Facts.newJob();
        assertThatThrownBy(() -> store.commit(List.of(Facts.accepted(other, NOON), Facts.accepted(job, NOON))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nothing was stored");
        assertThat(store.job(other)).isEmpty();
        store.commit(List.of(Facts.accepted(other, NOON)));
        assertThat(store.job(other)).isPresent();
    }

    @Test
    void history_leaderboard_and_identities_survive_a_restart() {
        JobId job = Facts.newJob();
        WorkerIdentity worker = store.identify(null, null, "Ada", NOON);
        store.commit(List.of(
                Facts.enlisted(worker.id(), "Ada", NOON),
                Facts.accepted(job, NOON),
                Facts.verified(job, 0, worker.id(), NOON),
                Facts.credited(worker.id(), 1, 1, NOON)));
        var jobs = store.newest(10);
        var leaders = store.leaderboard(10);
        store.close();
        store = SqlJobStore.open(folder.resolve("brain.db"), NOON.plus(Duration.ofDays(400)));
        assertThat(store.newest(10)).isEqualTo(jobs);
        assertThat(store.leaderboard(10)).isEqualTo(leaders);
        assertThat(store.unfinished()).extracting(UnfinishedJob::id).containsExactly(job);
        assertThat(store.identify(worker.id().value(), worker.newSecret(), "Ada", NOON)
                        .newSecret())
                .isNull();
    }

    @Test
    void who_never_completed_a_task_is_forgotten_after_a_month() {
        WorkerIdentity idle = store.identify(null, null, "Idle", NOON);
        store.commit(List.of(Facts.enlisted(idle.id(), "Idle", NOON)));
        reopenAfter(Duration.ofDays(29));
        assertThat(store.identify(idle.id().value(), idle.newSecret(), "Idle", NOON)
                        .newSecret())
                .isNull();
        reopenAfter(Duration.ofDays(31));
        assertThat(store.identify(idle.id().value(), idle.newSecret(), "Idle", NOON)
                        .newSecret())
                .isNotNull();
    }

    @Test
    void what_waited_when_the_orchestrator_stopped_does_not_wait_for_ever_and_what_was_settled_stays() {
        JobId job = Facts.newJob();
        WorkerId worker = newWorker("Ada");
        Fact.FaultRecorded settled = Facts.fault(job, worker, NOON.plusSeconds(1));
        store.commit(List.of(
                Facts.accepted(job, NOON),
                Facts.enlisted(worker, "Ada", NOON),
                Facts.fault(job, worker, NOON),
                settled,
                new Fact.FaultRecorded(
                        FaultId.of(1_000_000),
                        FaultKind.SILENT,
                        worker,
                        new ChunkId(job, 4),
                        new TaskId(18),
                        "chunk 4 went back to its queue: no worker is connected",
                        "left",
                        NOON.plusSeconds(2)),
                new Fact.FaultSettled(settled.id(), "chunk 2 went to Ada at once", worker, NOON.plusSeconds(1))));
        for (int starts = 0; starts < 2; starts++) {
            reopenAfter(Duration.ofMinutes(1));
            assertThat(store.faults(FaultFilter.ALL, null, 10))
                    .extracting(FaultView::action)
                    .containsExactly(
                            "chunk 4 waited when the orchestrator stopped; started again, it hands out anew what was not"
                                    + " verified",
                            "chunk 2 went to Ada at once",
                            "chunk 2 waited when the orchestrator stopped; started again, it hands out anew what was not"
                                    + " verified");
        }
    }

    private void reopenAfter(Duration pause) {
        store.close();
        store = SqlJobStore.open(folder.resolve("brain.db"), NOON.plus(pause));
    }

    @Test
    void a_secret_is_nowhere_in_the_file() throws Exception {
        String secret = String.valueOf(store.identify(null, null, "Ada", NOON).newSecret());
        store.close();
        assertThat(Files.readString(folder.resolve("brain.db"), StandardCharsets.ISO_8859_1))
                .contains("Ada")
                .doesNotContain(secret);
    }

    @Test
    void a_database_of_a_newer_version_is_bad_input() throws Exception {
        store.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("brain.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history SELECT 99, '99', 'future', type, 'V99__future.sql', 1,"
                    + " installed_by, installed_on, 1, 1 FROM flyway_schema_history WHERE installed_rank = 1");
        }
        assertThatThrownBy(() -> SqlJobStore.open(folder.resolve("brain.db"), NOON))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("The database " + folder.resolve("brain.db")
                        + " has version 99, and this program knows versions up to ")
                .hasMessageEndingWith(
                        ": start the newer version of The Distributed Brain, or choose another folder with --data.");
    }

    @Test
    void a_file_that_is_no_database_is_bad_input() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter"), "not a database, just a letter. ".repeat(99));
        assertThatThrownBy(() -> SqlJobStore.open(letter, NOON))
                .isInstanceOf(BadInput.class)
                .hasMessage("The file " + letter
                        + " is not a database: move it away, or choose another folder with --data.");
    }
}
