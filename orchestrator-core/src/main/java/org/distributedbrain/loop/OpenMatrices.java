package org.distributedbrain.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.kernel.matmul.MeasuredMatrix;
import org.distributedbrain.kernel.matmul.OperandOpener;
import org.distributedbrain.matrix.MatrixFile;
import org.jspecify.annotations.Nullable;

/**
 * The matrices that are open for jobs. Jobs that read the same content share one mapping and what was measured of it; those of a matrix on the
 * grid stay open for the next job, as many as {@value #IDLE} of them. It owns them. Safe from any thread.
 */
public final class OpenMatrices implements OperandOpener, AutoCloseable {
    /** How many matrices that no job reads stay open: an address range each, and for converted ones their size on the disk. */
    static final int IDLE = 16;

    private final Path scratchFolder;
    private final Function<Path, Runnable> hold;

    /** Least recently used first. */
    private final Map<OperandId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private boolean closed;

    /** A matrix that is open, or being opened by the first who needs it. */
    private static final class Entry {
        private int users;
        private boolean kept;
        private @Nullable MeasuredMatrix matrix;

        synchronized MeasuredMatrix open(FileOperand file, Path scratchFolder) {
            MeasuredMatrix open = matrix;
            if (open == null) {
                open = MeasuredMatrix.owning(MatrixFile.read(file.path(), scratchFolder));
                matrix = open;
            }
            return open;
        }

        synchronized void close() {
            if (matrix != null) {
                matrix.close();
            }
        }
    }

    /**
     * @param scratchFolder where converted matrices lie while they are open
     * @param hold keeps a file where it is until what it returns has run
     */
    public OpenMatrices(Path scratchFolder, Function<Path, Runnable> hold) {
        this.scratchFolder = scratchFolder;
        this.hold = hold;
    }

    @Override
    public MeasuredMatrix open(FileOperand file) {
        Runnable letGo = hold.apply(file.path());
        try {
            OperandRef ref = file.ref();
            return ref == null ? alone(file, letGo) : shared(file, ref.id(), enter(ref), letGo);
        } catch (RuntimeException | Error e) {
            letGo.run();
            throw e;
        }
    }

    private MeasuredMatrix alone(FileOperand file, Runnable letGo) {
        MeasuredMatrix matrix = MeasuredMatrix.owning(MatrixFile.read(file.path(), scratchFolder));
        return matrix.shared(() -> {
            matrix.close();
            letGo.run();
        });
    }

    private MeasuredMatrix shared(FileOperand file, OperandId id, Entry entry, Runnable letGo) {
        try {
            return entry.open(file, scratchFolder).shared(() -> {
                leave(id, entry);
                letGo.run();
            });
        } catch (RuntimeException | Error e) {
            leave(id, entry); // and if nobody has it open, the next one who needs it tries again
            throw e;
        }
    }

    /** It is not on the grid any more: it is closed, now or when the last job has ended. */
    public void forget(OperandId id) {
        Entry idle = null;
        synchronized (this) {
            Entry entry = entries.get(id);
            if (entry != null) {
                entry.kept = false;
                if (entry.users == 0) {
                    entries.remove(id);
                    idle = entry;
                }
            }
        }
        if (idle != null) {
            idle.close();
        }
    }

    private synchronized Entry enter(OperandRef ref) {
        Entry entry = entries.computeIfAbsent(ref.id(), id -> new Entry());
        entry.users++;
        entry.kept |= ref.resident();
        return entry;
    }

    private void leave(OperandId id, Entry entry) {
        List<Entry> idle = new ArrayList<>();
        synchronized (this) {
            entry.users--;
            if (entry.users == 0 && (!entry.kept || closed)) {
                entries.remove(id, entry);
                idle.add(entry);
            }
            idle.addAll(beyondLimit());
        }
        idle.forEach(Entry::close); // which may wait for a socket's last write
    }

    private List<Entry> beyondLimit() {
        List<Entry> idle =
                entries.values().stream().filter(entry -> entry.users == 0).toList();
        List<Entry> closing = idle.subList(0, Math.max(0, idle.size() - IDLE));
        entries.values().removeAll(closing);
        return closing;
    }

    /** Closes what no job reads; the rest is closed by its last job. */
    @Override
    public void close() {
        List<Entry> idle;
        synchronized (this) {
            closed = true;
            idle = entries.values().stream().filter(entry -> entry.users == 0).toList();
            entries.values().removeAll(idle);
        }
        idle.forEach(Entry::close);
    }
}
