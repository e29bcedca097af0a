package org.distributedbrain.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** A few read-only connections, each used by one thread at a time; a reader waits while all are taken. */
final class ReadPool implements AutoCloseable {
    private static final int SIZE = 4;
    private static final int CLOSE_LIMIT_S = 5;

    private final Path file;
    private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(SIZE);
    private volatile boolean closed;

    ReadPool(Path file, Connections connections) throws SQLException {
        this.file = file;
        try {
            for (int i = 0; i < SIZE; i++) {
                free.add(connections.forReading());
            }
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    <T> T read(Function<DSLContext, T> query) {
        Connection connection = take();
        try {
            return query.apply(Connections.dsl(connection));
        } catch (DataAccessException e) {
            throw Trouble.with(file, e);
        } finally {
            free.add(connection);
        }
    }

    /** Waits in short turns, so that a reader that waits while the pool closes learns of it. */
    private Connection take() {
        try {
            while (!closed) {
                Connection connection = free.poll(1, TimeUnit.SECONDS);
                if (connection != null) {
                    return connection;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Reading " + file + " was interrupted: ask again.", e);
        }
        throw new DatabaseException("The database " + file + " is closed: start the orchestrator again.", null);
    }

    /** Readers that are under way may finish first. */
    @Override
    public void close() throws SQLException {
        closed = true;
        for (int open = SIZE; open > 0; open--) {
            Connection connection = pollQuietly();
            if (connection == null) {
                return;
            }
            connection.close();
        }
    }

    private @Nullable Connection pollQuietly() {
        try {
            return free.poll(CLOSE_LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return free.poll();
        }
    }
}
