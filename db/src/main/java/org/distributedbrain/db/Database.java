package org.distributedbrain.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * One SQLite file: its one write connection, a few read connections, its check and its migrations. It knows the tables only through the
 * generated code, and nothing of what they mean. All calls are safe from any thread; every failure is a {@link DatabaseException}.
 */
public final class Database implements AutoCloseable {
    private static final String MIGRATIONS = "classpath:db/migration";

    static {
        // jOOQ greets in the log of every program that uses it.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final Path file;
    private final WriteConnection writer;
    private final ReadPool readers;

    private Database(Path file, WriteConnection writer, ReadPool readers) {
        this.file = file;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the database in {@code file}, or makes it. A file that is damaged, of a newer version, or not ours is refused and left as it
     * is; one of an older version is copied to {@code FILE.vN.bak} and then migrated.
     */
    public static Database open(Path file) {
        return open(file, MIGRATIONS);
    }

    static Database open(Path file, String... migrations) {
        makeFolder(file);
        Connections connections = new Connections(file);
        try {
            check(file, connections);
            new Migration(file, connections.writable(), migrations).run();
            return new Database(file, new WriteConnection(file, connections), new ReadPool(file, connections));
        } catch (SQLException e) {
            throw Trouble.with(file, e);
        }
    }

    private static void makeFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new DatabaseException(
                    "The database " + file + " is a folder: name a file in it, for example " + file.resolve("brain.db")
                            + ".",
                    null);
        }
        try {
            Files.createDirectories(Trouble.folder(file));
        } catch (IOException e) {
            throw new DatabaseException(
                    "The folder " + Trouble.folder(file) + " for the database cannot be made (" + e
                            + "): give yourself write access, or choose another with --data.",
                    e);
        }
    }

    private static void check(Path file, Connections connections) throws SQLException {
        try (Connection connection = connections.writable().getConnection();
                Statement statement = connection.createStatement();
                ResultSet finding = statement.executeQuery("PRAGMA quick_check(1)")) {
            String first = finding.next() ? finding.getString(1) : "no answer";
            if (!first.equals("ok")) {
                throw new DatabaseException(Trouble.damaged(file, first), null);
            }
        }
    }

    public Path file() {
        return file;
    }

    /** Runs a query on a read connection; waits while all are taken. */
    public <T> T read(Function<DSLContext, T> query) {
        return readers.read(query);
    }

    /**
     * Runs {@code work} as one transaction, after those before it, and returns when it is on the disk. When it throws, nothing of it is
     * stored.
     */
    public <T> T write(Function<DSLContext, T> work) {
        return writer.transaction(work);
    }

    /** Makes a consistent copy in {@code target} while work goes on; an older copy there is replaced when the new one is complete. */
    public void backup(Path target) {
        read(dsl -> dsl.connectionResult(connection -> {
            Backup.copy(connection, file, target);
            return target;
        }));
    }

    @Override
    public void close() {
        // The writer goes last: the last connection tidies the log away, and one that only reads cannot.
        try (writer) {
            readers.close();
        } catch (SQLException e) {
            throw Trouble.with(file, e);
        }
    }
}
