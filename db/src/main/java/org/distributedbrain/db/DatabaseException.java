package org.distributedbrain.db;

import org.jspecify.annotations.Nullable;

/** The database cannot be opened, read or written. The message is one sentence for people: the file, what is wrong, what to do. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
