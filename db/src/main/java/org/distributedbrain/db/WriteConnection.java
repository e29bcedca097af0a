package org.distributedbrain.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes, used by one thread at a time. After a failure it is thrown away, which undoes what was begun, and the
 * next transaction opens a fresh one: whatever state SQLite was left in by a full disk, no later transaction sees it.
 */
final class WriteConnection implements AutoCloseable {
    private final Path file;
    private final Connections connections;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection connection;
    private boolean closed;

    WriteConnection(Path file, Connections connections) {
        this.file = file;
        this.connections = connections;
    }

    <T> T transaction(Function<DSLContext, T> work) {
        turn.lock();
        boolean committed = false;
        try {
            Connection current = open();
            T result = work.apply(Connections.dsl(current));
            current.commit();
            committed = true;
            return result;
        } catch (SQLException | DataAccessException e) {
            throw Trouble.with(file, e);
        } finally {
            if (!committed) {
                discard();
            }
            turn.unlock();
        }
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new DatabaseException("The database " + file + " is closed: start the orchestrator again.", null);
        }
        Connection current = connection;
        if (current == null) {
            current = connections.writable().getConnection();
            connection = current;
            current.setAutoCommit(false);
        }
        return current;
    }

    private void discard() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                // Closing undoes what was begun even when SQLite complains; why the transaction failed is already on
                // its way.
            }
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            discard();
        } finally {
            turn.unlock();
        }
    }
}
