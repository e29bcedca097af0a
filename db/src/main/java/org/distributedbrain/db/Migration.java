package org.distributedbrain.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** Brings a database file to the version that this program knows; an older one is copied first, a newer one is refused. */
final class Migration {
    private static final Comparator<MigrationInfo> BY_VERSION =
            Comparator.comparing(info -> Optional.ofNullable(info.getVersion()).orElse(MigrationVersion.EMPTY));

    private static final Set<MigrationState> OF_A_NEWER_PROGRAM =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private final Path file;
    private final SQLiteDataSource source;
    private final Flyway flyway;

    Migration(Path file, SQLiteDataSource source, String... locations) {
        this.file = file;
        this.source = source;
        this.flyway = Flyway.configure(Migration.class.getClassLoader())
                .dataSource(source)
                .locations(locations)
                .failOnMissingLocations(true)
                .placeholders(Map.of("real", "REAL"))
                .loggers("slf4j")
                .load();
    }

    void run() throws SQLException {
        try {
            MigrationInfoService info = flyway.info();
            MigrationInfo current = info.current();
            refuseNewer(info);
            if (current == null) {
                refuseForeign();
            } else if (info.pending().length > 0) {
                copyOf(current);
            }
            flyway.migrate();
        } catch (FlywayException e) {
            if (Trouble.isOfTheSurroundings(e)) {
                throw Trouble.with(file, e);
            }
            throw new DatabaseException(
                    "The database " + file + " cannot be brought to this program's version (" + firstLine(e)
                            + "): start the version of The Distributed Brain that made it, or choose another folder with --data.",
                    e);
        }
    }

    private void refuseNewer(MigrationInfoService info) {
        MigrationInfo newest = Arrays.stream(info.applied()).max(BY_VERSION).orElse(null);
        if (newest != null && OF_A_NEWER_PROGRAM.contains(newest.getState())) {
            String ours = Arrays.stream(info.all())
                    .filter(migration -> migration.getState().isResolved())
                    .max(BY_VERSION)
                    .map(migration -> String.valueOf(migration.getVersion()))
                    .orElse("none");
            throw new DatabaseException(
                    "The database " + file + " has version " + newest.getVersion()
                            + ", and this program knows versions up to "
                            + ours
                            + ": start the newer version of The Distributed Brain, or choose another folder with --data.",
                    null);
        }
    }

    private void refuseForeign() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            if (names.next()) {
                throw new DatabaseException(
                        "The database " + file + " belongs to another program (it has a table '" + names.getString(1)
                                + "' and no version of ours): choose another file, or another folder with --data.",
                        null);
            }
        }
    }

    /** One copy for each version that was left behind, so that their number stays small. */
    private void copyOf(MigrationInfo current) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Backup.copy(
                    connection, file, file.resolveSibling(file.getFileName() + ".v" + current.getVersion() + ".bak"));
        }
    }

    private static @Nullable String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(null);
    }
}
