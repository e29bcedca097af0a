package org.distributedbrain.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.DiskFull;
import org.jspecify.annotations.Nullable;

/**
 * A result on its way to disk: a {@code .npy} file of values of four bytes that is filled tile by tile and gets its final name when it is
 * complete and durable, see {@link ResultPlace}. Where the inner side of the product is split, every part has a plane of its own until then.
 * Tiles that do not overlap may be written by several threads at once.
 */
public final class ResultFile implements AutoCloseable {
    private final ResultPlace place;
    private final int rows;
    private final int cols;
    private final TileFile whole;
    private final Coverage written;

    /** The planes below each other, or null where the inner side is not split. */
    private volatile @Nullable TileFile planes;

    private volatile int parts = 1;
    private volatile boolean sealed;

    private ResultFile(ResultPlace place, int rows, int cols, TileFile whole) {
        this.place = place;
        this.rows = rows;
        this.cols = cols;
        this.whole = whole;
        this.written = new Coverage(cols);
    }

    /** Begins a result of float32. See {@link #create(Path, int, int, ElementType)}. */
    public static ResultFile create(Path finalPath, int rows, int cols) {
        return create(finalPath, rows, cols, ElementType.FLOAT32);
    }

    /**
     * Begins a result and reserves its room on the disk; an older unfinished file of the same name is overwritten.
     *
     * @param type of its values, one of those of four bytes
     * @throws BadInput when the folder is missing or may not be written to, or the path is a folder
     * @throws DiskFull when the disk has not enough room
     */
    public static ResultFile create(Path finalPath, int rows, int cols, ElementType type) {
        if (type.bytes() != Integer.BYTES) {
            throw new IllegalArgumentException("A result of " + type.label() + " has not four bytes a value");
        }
        MatrixLimits.check(finalPath, rows, cols);
        ResultPlace place = new ResultPlace(finalPath);
        place.requireUsable();
        return new ResultFile(place, rows, cols, place.reserve(place.part(), rows, cols, type));
    }

    /**
     * Reserves room for {@code parts} planes of float32, before anything is written.
     *
     * @throws DiskFull when the disk has not enough
     */
    public void split(int parts) {
        if (parts > 1) {
            planes = place.reserve(place.planes(), Math.multiplyExact(parts, rows), cols, ElementType.FLOAT32);
            this.parts = parts;
        }
    }

    /** Opens a result of float32. See {@link #reopen(Path, int, int, int, List, ElementType)}. */
    public static ResultFile reopen(Path finalPath, int rows, int cols, int parts, List<Chunk> chunks)
            throws IOException {
        return reopen(finalPath, rows, cols, parts, chunks, ElementType.FLOAT32);
    }

    /**
     * Opens a result that an earlier process began, in which these chunks were durable.
     *
     * @param parts of how many parts each tile consists
     * @throws IOException when it is missing, or its files are not of the right type, shape and length: then nothing of it is to be relied on
     */
    public static ResultFile reopen(Path finalPath, int rows, int cols, int parts, List<Chunk> chunks, ElementType type)
            throws IOException {
        ResultPlace place = new ResultPlace(finalPath);
        long values = 0;
        for (Chunk chunk : chunks) {
            values += (long) chunk.rows() * chunk.cols();
        }
        boolean complete = values == (long) parts * rows * cols;
        if (complete && Files.notExists(place.part())) {
            ResultFile result = new ResultFile(place, rows, cols, TileFile.open(finalPath, rows, cols, type));
            Files.deleteIfExists(place.planes());
            result.parts = parts;
            result.sealed = true; // the process ended between giving it its name and saying so
            return result;
        }
        place.retract(); // the same, but what is durable of it does not say so of every chunk
        ResultFile result = new ResultFile(place, rows, cols, TileFile.open(place.part(), rows, cols, type));
        try {
            if (parts > 1) {
                result.planes =
                        TileFile.open(place.planes(), Math.multiplyExact(parts, rows), cols, ElementType.FLOAT32);
                result.parts = parts;
            }
        } catch (IOException e) {
            result.whole.close();
            throw e;
        }
        for (Chunk chunk : chunks) {
            result.written.add(chunk.part() * rows + chunk.firstRow(), chunk.rows(), chunk.firstCol(), chunk.cols());
        }
        return result;
    }

    /** One tile. See {@link #write(List)}. */
    public void write(int firstRow, int rows, int firstCol, int cols, MemorySegment values) {
        write(0, firstRow, rows, firstCol, cols, values);
    }

    /** One tile of one part. See {@link #write(List)}. */
    public void write(int part, int firstRow, int rows, int firstCol, int cols, MemorySegment values) {
        write(List.of(tile(part, firstRow, rows, firstCol, cols, values)));
    }

    /**
     * A tile of the result, or of the plane of one part, to be written.
     *
     * @param values {@code rows·cols} of them, row-major without gaps, little-endian
     */
    public Tile tile(int part, int firstRow, int rows, int firstCol, int cols, MemorySegment values) {
        if (part < 0 || part >= parts || rows > this.rows - firstRow) {
            throw new IllegalArgumentException("rows %d+%d of part %d are not within %d rows and %d parts"
                    .formatted(firstRow, rows, part, this.rows, parts));
        }
        return new Tile(part * this.rows + firstRow, rows, firstCol, cols, values);
    }

    /**
     * Writes tiles; they are not durable before {@link #force()}.
     *
     * @throws UncheckedIOException with a sentence for people, when the disk is full or fails
     */
    public void write(List<Tile> tiles) {
        try {
            filled().write(tiles);
        } catch (IOException e) {
            throw failed(e);
        }
        tiles.forEach(tile -> written.add(tile.firstRow(), tile.rows(), tile.firstCol(), tile.cols()));
    }

    /** Whether every value it has was written, of every part. */
    public boolean isComplete() {
        return missingBytes() <= 0;
    }

    /** How much has not been written. */
    public long missingBytes() {
        return 4 * (values() - written.values());
    }

    /** Returns when everything written before this call is on disk. @throws UncheckedIOException as {@link #write} does */
    public void force() {
        try {
            filled().force();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Completes the result: parts are summed, everything is on disk, then it has its final name, replacing an older file, and that is on
     * disk, too. May be tried again when it failed.
     *
     * @return the final path
     * @throws IllegalStateException when fewer values were written than it has
     * @throws UncheckedIOException as {@link #write} does
     */
    public Path seal() {
        if (!sealed && !isComplete()) {
            throw new IllegalStateException(
                    written.values() + " of " + values() + " values of " + place.complete() + " were written");
        }
        TileFile summands = planes;
        try {
            if (!sealed) {
                if (summands != null) {
                    new PlaneSum().add(summands, parts, (long) rows * cols, whole);
                }
                whole.force();
                place.publish();
                sealed = true; // whatever fails from here on, another try finds it under its name
            }
            place.forceFolder();
            whole.close();
            if (summands != null) {
                summands.close(); // deleted with the rest, for until the end of the job is durable they may be needed
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return place.complete();
    }

    /** Closes its files and leaves them for {@link #reopen}. */
    public void suspend() {
        TileFile summands = planes;
        try {
            whole.close();
            if (summands != null) {
                summands.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Deletes what an unfinished result of that name left, if it did. */
    public static void deleteUnfinished(Path finalPath) throws IOException {
        new ResultPlace(finalPath).deleteUnfinished();
    }

    /** Deletes an unfinished result; a sealed one stays. */
    public void discard() {
        TileFile summands = planes;
        try {
            if (sealed) {
                whole.close();
            } else {
                whole.delete();
            }
            if (summands != null) {
                summands.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The unfinished result " + whole.path() + " cannot be deleted", e);
        }
    }

    /** The same as {@link #discard()}. */
    @Override
    public void close() {
        discard();
    }

    public Path folder() {
        return place.folder();
    }

    /** Its final name. */
    public Path path() {
        return place.complete();
    }

    /** Whether it is summed from parts. */
    public boolean isSplit() {
        return parts > 1;
    }

    private TileFile filled() {
        TileFile summands = planes;
        return summands == null ? whole : summands;
    }

    private long values() {
        return (long) parts * rows * cols;
    }

    private UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException(ResultPlace.pause(filled().path(), cause), cause);
    }

    /** Where a result is until it is complete. */
    public static Path partPath(Path finalPath) {
        return new ResultPlace(finalPath).part();
    }
}
