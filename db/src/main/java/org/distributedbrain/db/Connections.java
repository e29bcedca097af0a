package org.distributedbrain.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * How a connection to the file is made: write-ahead log, every commit on the disk before it returns, foreign keys enforced. The file is
 * not memory-mapped: a disk error in a mapped page would end the whole process instead of one statement.
 */
final class Connections {
    static final Duration BUSY_LIMIT = Duration.ofSeconds(5);

    private static final int LOG_BYTES_KEPT = 16 << 20;

    private final SQLiteDataSource writable;
    private final SQLiteDataSource readOnly;

    Connections(Path file) {
        String url = "jdbc:sqlite:" + file.toAbsolutePath();
        SQLiteConfig write = common();
        write.setJournalMode(SQLiteConfig.JournalMode.WAL);
        write.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        write.setJournalSizeLimit(LOG_BYTES_KEPT);
        // The lock is taken when a transaction begins, so that waiting for it can never end in a deadlock half-way.
        write.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        writable = new SQLiteDataSource(write);
        writable.setUrl(url);

        SQLiteConfig read = common();
        read.setReadOnly(true);
        readOnly = new SQLiteDataSource(read);
        readOnly.setUrl(url);
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY_LIMIT.toMillis());
        return config;
    }

    SQLiteDataSource writable() {
        return writable;
    }

    Connection forReading() throws SQLException {
        return readOnly.getConnection();
    }

    /** jOOQ on a connection. Statements are not logged: they may hold what belongs in no log. */
    static DSLContext dsl(Connection connection) {
        return DSL.using(connection, SQLDialect.SQLITE, new Settings().withExecuteLogging(false));
    }
}
