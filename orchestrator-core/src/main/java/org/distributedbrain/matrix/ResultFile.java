package org.distributedbrain.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.DiskFull;
import org.jspecify.annotations.Nullable;

/**
 * A result on its way to disk: a {@code .npy} file of values of four bytes that is filled tile by tile under the name {@code NAME.part} and gets its
 * final name when it is complete and durable. Where the inner side of the product is split, every part has a plane of its own in
 * {@code NAME.planes} until then. Tiles that do not overlap may be written by several threads at once.
 */
public final class ResultFile implements AutoCloseable {
    private static final String WHAT = "The result";

    private final Path finalPath;
    private final int rows;
    private final int cols;
    private final TileFile whole;

    /** The planes below each other, or null where the inner side is not split. */
    private volatile @Nullable TileFile planes;

    private volatile int parts = 1;

    /** Where tiles begin that were written, by the number of their first value: what is written again counts once. */
    private final Set<Long> written = ConcurrentHashMap.newKeySet();

    private final AtomicLong valuesWritten = new AtomicLong();
    private volatile boolean sealed;

    private ResultFile(Path finalPath, int rows, int cols, TileFile whole) {
        this.finalPath = finalPath;
        this.rows = rows;
        this.cols = cols;
        this.whole = whole;
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
        if (Files.isDirectory(finalPath)) {
            throw new BadInput(finalPath + " is a folder; name a file for the result.");
        }
        Path folder = folder(finalPath);
        if (!Files.isDirectory(folder)) {
            throw new BadInput(
                    "The result cannot be written to %s: the folder %s does not exist; create it or name another."
                            .formatted(finalPath, folder));
        }
        return new ResultFile(finalPath, rows, cols, reserve(partPath(finalPath), rows, cols, type));
    }

    /**
     * Reserves room for {@code parts} planes of float32, before anything is written.
     *
     * @throws DiskFull when the disk has not enough
     */
    public void split(int parts) {
        if (parts > 1) {
            planes = reserve(planesPath(finalPath), Math.multiplyExact(parts, rows), cols, ElementType.FLOAT32);
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
        long values = 0;
        for (Chunk chunk : chunks) {
            values += (long) chunk.rows() * chunk.cols();
        }
        boolean complete = values == (long) parts * rows * cols;
        if (complete && Files.notExists(partPath(finalPath))) {
            ResultFile result = new ResultFile(finalPath, rows, cols, TileFile.open(finalPath, rows, cols, type));
            Files.deleteIfExists(planesPath(finalPath));
            result.parts = parts;
            result.sealed = true; // the process ended between giving it its name and saying so
            return result;
        }
        if (Files.notExists(partPath(finalPath)) && Files.exists(finalPath)) {
            // The same, but what is durable of it does not say so of every chunk.
            Files.move(finalPath, partPath(finalPath), StandardCopyOption.ATOMIC_MOVE);
        }
        ResultFile result = new ResultFile(finalPath, rows, cols, TileFile.open(partPath(finalPath), rows, cols, type));
        try {
            if (parts > 1) {
                result.planes = TileFile.open(
                        planesPath(finalPath), Math.multiplyExact(parts, rows), cols, ElementType.FLOAT32);
                result.parts = parts;
            }
        } catch (IOException e) {
            result.whole.close();
            throw e;
        }
        for (Chunk chunk : chunks) {
            result.count(chunk.part() * rows + chunk.firstRow(), chunk.rows(), chunk.firstCol(), chunk.cols());
        }
        return result;
    }

    private static TileFile reserve(Path path, int rows, int cols, ElementType type) {
        try {
            DiskTrouble.requireSpace(WHAT, folder(path), NpyHeader.of(type, rows, cols).length + 4L * rows * cols);
            return TileFile.create(path, rows, cols, type);
        } catch (IOException e) {
            throw DiskTrouble.refusal(WHAT, path, e);
        }
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
        tiles.forEach(tile -> count(tile.firstRow(), tile.rows(), tile.firstCol(), tile.cols()));
    }

    private void count(int row, int rows, int firstCol, int cols) {
        if (written.add((long) row * this.cols + firstCol)) {
            valuesWritten.addAndGet((long) rows * cols);
        }
    }

    /** Whether every value it has was written, of every part. */
    public boolean isComplete() {
        return missingBytes() <= 0;
    }

    /** How much has not been written. */
    public long missingBytes() {
        return 4 * (values() - valuesWritten.get());
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
                    valuesWritten + " of " + values() + " values of " + finalPath + " were written");
        }
        TileFile summands = planes;
        try {
            if (!sealed) {
                if (summands != null) {
                    new PlaneSum().add(summands, parts, (long) rows * cols, whole);
                }
                whole.force();
                Files.move(
                        whole.path(), finalPath, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            forceFolder(folder(finalPath));
            sealed = true;
            whole.close();
            if (summands != null) {
                summands.close(); // deleted with the rest: until the end of the job is durable, they may be needed
                // again
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return finalPath;
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
        Files.deleteIfExists(partPath(finalPath));
        Files.deleteIfExists(planesPath(finalPath));
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
        return folder(finalPath);
    }

    /** Its final name. */
    public Path path() {
        return finalPath;
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
        return new UncheckedIOException(DiskTrouble.pause(WHAT, filled().path(), cause), cause);
    }

    /** Where a result is until it is complete. */
    public static Path partPath(Path finalPath) {
        return finalPath.resolveSibling(finalPath.getFileName() + ".part");
    }

    static Path planesPath(Path finalPath) {
        return finalPath.resolveSibling(finalPath.getFileName() + ".planes");
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** Makes a rename durable. Windows cannot open folders and needs no such thing. */
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
