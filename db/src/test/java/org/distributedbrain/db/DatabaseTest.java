package org.distributedbrain.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.distributedbrain.db.schema.Tables.LEADERBOARD;
import static org.distributedbrain.db.schema.Tables.WORKERS;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("deep/er/brain.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int insertWorker(DSLContext dsl, String id) {
        return dsl.insertInto(WORKERS)
                .set(WORKERS.ID, id)
                .set(WORKERS.NAME, id)
                .set(WORKERS.DEVICE_KIND, "phone")
                .set(WORKERS.ENGINE, "webgpu")
                .set(WORKERS.DEVICE, "")
                .set(WORKERS.FIRST_SEEN, NOON)
                .set(WORKERS.LAST_SEEN, NOON)
                .execute();
    }

    private int workers() {
        return database.read(dsl -> dsl.fetchCount(WORKERS));
    }

    @Test
    void what_is_written_is_read_also_after_a_restart() {
        database.write(dsl -> insertWorker(dsl, "a"));
        assertThat(workers()).isEqualTo(1);
        database.close();
        database = Database.open(folder.resolve("deep/er/brain.db"));
        assertThat(database.read(dsl -> dsl.selectFrom(WORKERS).fetchSingle()).getFirstSeen())
                .isEqualTo(NOON);
    }

    @Test
    void every_commit_is_on_the_disk_before_it_returns() {
        database.write(dsl -> {
            assertThat(dsl.fetchSingle("PRAGMA journal_mode").get(0)).isEqualTo("wal");
            assertThat(dsl.fetchSingle("PRAGMA synchronous").get(0)).as("FULL").isEqualTo(2);
            assertThat(dsl.fetchSingle("PRAGMA foreign_keys").get(0)).isEqualTo(1);
            return dsl;
        });
    }

    @Test
    void a_transaction_that_throws_stores_nothing_and_the_next_one_works() {
        assertThatThrownBy(() -> database.write(dsl -> {
                    insertWorker(dsl, "a");
                    throw new IllegalStateException("half-way");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(workers()).isZero();
        database.write(dsl -> insertWorker(dsl, "b"));
        assertThat(workers()).isEqualTo(1);
    }

    @Test
    void a_row_that_refers_to_nothing_is_refused() {
        assertThatThrownBy(() -> database.write(dsl -> dsl.insertInto(LEADERBOARD)
                        .set(LEADERBOARD.WORKER_ID, "nobody")
                        .set(LEADERBOARD.TOTAL_COMPUTE_MS, 1.0)
                        .set(LEADERBOARD.TASKS_COMPLETED, 1)
                        .set(LEADERBOARD.SESSIONS_JOINED, 1)
                        .set(LEADERBOARD.OPERATIONS, 1.0)
                        .set(LEADERBOARD.LAST_SEEN, NOON)
                        .execute()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("FOREIGN KEY")
                .hasMessageContaining("nothing was stored");
    }

    @Test
    void a_transaction_without_statements_is_fine() {
        assertThat(database.<String>write(dsl -> "nothing")).isEqualTo("nothing");
        assertThat(database.<String>write(dsl -> "again")).isEqualTo("again");
    }

    @Test
    void a_read_connection_cannot_write() {
        assertThatThrownBy(() -> database.read(dsl -> insertWorker(dsl, "a"))).isInstanceOf(DatabaseException.class);
    }

    @Test
    void many_read_while_one_writes_and_none_sees_half_a_transaction() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                readers.add(threads.submit(() -> {
                    start.await();
                    for (int read = 0; read < 20; read++) {
                        if (workers() % 2 != 0) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            start.countDown();
            for (int pair = 0; pair < 50; pair++) {
                String id = "w" + pair;
                database.write(dsl -> insertWorker(dsl, id + "a") + insertWorker(dsl, id + "b"));
            }
            for (Future<Boolean> reader : readers) {
                assertThat(reader.get()).isTrue();
            }
        }
        assertThat(workers()).isEqualTo(100);
    }

    @Test
    void a_backup_is_a_whole_database_and_replaces_an_older_one() {
        Path copy = folder.resolve("copy's.db");
        database.write(dsl -> insertWorker(dsl, "a"));
        database.backup(copy);
        database.write(dsl -> insertWorker(dsl, "b"));
        database.backup(copy);
        try (Database restored = Database.open(copy)) {
            assertThat(restored.<Integer>read(dsl -> dsl.fetchCount(WORKERS))).isEqualTo(2);
        }
    }

    @Test
    void a_backup_that_cannot_be_made_says_where() {
        assertThatThrownBy(() -> database.backup(folder.resolve("missing/copy.db")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(folder.resolve("deep/er").toString());
    }

    @Test
    void a_lock_held_by_another_program_is_named_as_such() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database.file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> database.write(dsl -> insertWorker(dsl, "a")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageMatching(
                            "The database .*brain.db has been locked by another program for more than 5 s: .*");
            statement.execute("ROLLBACK");
        }
        database.write(dsl -> insertWorker(dsl, "a"));
    }

    @Test
    void a_closed_database_says_so() {
        database.close();
        assertThatThrownBy(this::workers).isInstanceOf(DatabaseException.class).hasMessageContaining("is closed");
        assertThatThrownBy(() -> database.write(dsl -> insertWorker(dsl, "a")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void closing_leaves_one_file() {
        database.write(dsl -> insertWorker(dsl, "a"));
        workers();
        database.close();
        assertThat(folder.resolve("deep/er")).isDirectoryNotContaining("glob:**-{wal,shm}");
    }
}
