package org.distributedbrain.db;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Turns what SQLite reports into a sentence that a person can act on. */
final class Trouble {
    private static final int PRIMARY_CODE = 0xff;

    private Trouble() {}

    static DatabaseException with(Path file, Throwable failure) {
        SQLException sql = sqlCause(failure);
        return new DatabaseException(sql == null ? other(file, failure) : sentence(file, sql), failure);
    }

    /** Whether the disk, its access rights or other programs are the cause, and not what was asked of the database. */
    static boolean isOfTheSurroundings(Throwable failure) {
        SQLException sql = sqlCause(failure);
        return sql != null
                && switch (SQLiteErrorCode.getErrorCode(sql.getErrorCode() & PRIMARY_CODE)) {
                    case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> true;
                    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false; // SQLite's many other codes are about statements
                };
    }

    private static String sentence(Path file, SQLException sql) {
        return switch (SQLiteErrorCode.getErrorCode(sql.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_FULL ->
                "The disk that holds " + folder(file)
                        + " is full, and nothing was stored: free some space on it, or choose a folder on another disk with --data.";
            case SQLITE_IOERR ->
                "The database " + file + " cannot be read or written (" + sql.getMessage()
                        + "): check the disk and its free space, or choose another folder with --data.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                "The database " + file + " may not be written: give yourself write access to the folder " + folder(file)
                        + ", or choose another with --data.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "The database " + file + " has been locked by another program for more than "
                        + Connections.BUSY_LIMIT.toSeconds()
                        + " s: close what has it open (a database browser, a backup) and try again.";
            case SQLITE_CORRUPT -> damaged(file, sql.getMessage());
            case SQLITE_NOTADB ->
                "The file " + file + " is not a database: move it away, or choose another folder with --data.";
            // Every other code means that a statement was refused: an error of this program, not of its surroundings.
            default -> other(file, sql);
        };
    }

    static String damaged(Path file, @Nullable String finding) {
        return "The database " + file + " is damaged (" + finding
                + "): put a copy back in its place, or move it away to start with an empty history.";
    }

    private static String other(Path file, Throwable failure) {
        return "The database " + file + " refused what was asked of it (" + failure.getMessage()
                + "), and nothing was stored: this is an error in the program, please report it.";
    }

    static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
