package org.distributedbrain.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are opened, which are migrated, and which are refused. */
class OpeningTest {
    private static final String FIRST = "classpath:migrations/first";
    private static final String SECOND = "classpath:migrations/second";
    private static final String BROKEN = "classpath:migrations/broken";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("brain.db");
    }

    private static void run(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String... migrations) {
        return assertThatThrownBy(() -> Database.open(file, migrations).close())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void an_older_database_is_copied_and_then_migrated() throws Exception {
        Database.open(file, FIRST).close();
        run(file, "INSERT INTO things VALUES ('stone', 2.5)");
        try (Database database = Database.open(file, FIRST, SECOND)) {
            assertThat(database.<Integer>read(
                            dsl -> dsl.fetch("SELECT id, colour FROM things").size()))
                    .isEqualTo(1);
        }
        try (Database copy = Database.open(folder.resolve("brain.db.v1.bak"), FIRST)) {
            assertThat(copy.<Double>read(
                            dsl -> dsl.fetchSingle("SELECT weight FROM things").get(0, Double.class)))
                    .isEqualTo(2.5);
        }
    }

    @Test
    void a_current_database_is_not_copied() {
        Database.open(file, FIRST).close();
        Database.open(file, FIRST).close();
        assertThat(folder).isDirectoryNotContaining("glob:**.bak");
    }

    @Test
    void a_newer_database_is_refused_with_both_versions_and_stays_as_it_is() throws Exception {
        Database.open(file, FIRST, SECOND).close();
        byte[] before = Files.readAllBytes(file);
        assertRefused(FIRST)
                .hasMessage("The database " + file
                        + " has version 2, and this program knows versions up to 1: start the newer"
                        + " version of The Distributed Brain, or choose another folder with --data.");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void a_migration_that_fails_leaves_the_older_version_usable() {
        Database.open(file, FIRST).close();
        assertRefused(FIRST, BROKEN).hasMessageContaining("cannot be brought to this program's version");
        Database.open(file, FIRST).close();
    }

    @Test
    void a_database_of_another_program_is_refused_and_stays_as_it_is() throws Exception {
        run(file, "CREATE TABLE songs (title TEXT)");
        assertRefused(FIRST).hasMessageContaining("belongs to another program (it has a table 'songs'");
        run(file, "SELECT title FROM songs");
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_stays_as_it_is() throws Exception {
        Files.writeString(file, "This is a letter, not a database. ".repeat(100));
        byte[] before = Files.readAllBytes(file);
        assertRefused(FIRST).hasMessageContaining("is not a database: move it away");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void an_empty_file_becomes_a_database() throws Exception {
        Files.createFile(file);
        Database.open(file, FIRST).close();
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void a_damaged_database_is_refused() throws Exception {
        Database.open(file, FIRST).close();
        run(
                file,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                        + " INSERT INTO things SELECT i || 'abcdefghijklmnopqrstuvwxyz', i FROM n");
        damage(file);
        assertRefused(FIRST)
                .hasMessageMatching("(?s)The database .* is damaged \\(.*\\): put a copy back in its place, .*");
    }

    private static void damage(Path file) throws IOException {
        byte[] garbage = new byte[20_000];
        Arrays.fill(garbage, (byte) 0x5a);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write(garbage);
        }
    }

    @Test
    void a_folder_is_no_database() throws Exception {
        Files.createDirectory(file);
        assertRefused(FIRST).hasMessageContaining("is a folder: name a file in it");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter"), "x");
        assertThatThrownBy(() -> Database.open(letter.resolve("in/brain.db"), FIRST))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("The folder " + letter.resolve("in") + " for the database cannot be made");
    }
}
