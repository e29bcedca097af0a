package org.distributedbrain.persist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.distributedbrain.job.BadInput;

/** Whether something fits on a disk before it is begun. */
public final class DiskSpace {
    /** Left for the database, which must be able to write down that the disk is full. */
    static final long RESERVE = 64_000_000;

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

    private DiskSpace() {}

    /** @throws BadInput when the disk that holds {@code folder} has no room for {@code bytes} and a small reserve */
    public static void require(Path folder, long bytes) {
        long free;
        try {
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new BadInput(
                    "The free space in " + folder + " cannot be told (" + e
                            + "): check that the folder exists, or choose another with --data.",
                    e);
        }
        if (bytes > free - RESERVE) {
            throw new BadInput("This needs " + text(bytes) + " of disk space and " + text(RESERVE) + " of reserve, and "
                    + text(free) + " are free in " + folder
                    + ": free some space there, or choose a folder on another disk with --data.");
        }
    }

    /** A number of bytes as people read it, in powers of 1,000. */
    static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f", value)) + " " + UNITS[unit];
    }
}
