package org.distributedbrain.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** SQLite's online backup: a consistent copy while others read and write. */
final class Backup {
    private Backup() {}

    /** Copies the whole database to {@code target}, replacing what is there only once the copy is complete and on the disk. */
    static void copy(Connection from, Path file, Path target) throws SQLException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            int code = from.unwrap(SQLiteConnection.class).getDatabase().backup("main", part.toString(), null);
            if (code != SQLiteErrorCode.SQLITE_OK.code) {
                throw new SQLException("the copy ended with " + SQLiteErrorCode.getErrorCode(code), null, code);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DatabaseException(
                    "The database " + file + " cannot be copied to " + target + " (" + e
                            + "): make room there and see that it may be written.",
                    e);
        }
    }
}
