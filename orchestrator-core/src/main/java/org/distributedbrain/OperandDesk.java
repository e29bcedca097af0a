package org.distributedbrain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.StoredOperand;
import org.distributedbrain.kernel.matmul.MeasuredMatrix;
import org.distributedbrain.loop.OpenMatrices;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.persist.OperandStore;
import org.distributedbrain.publish.OperandView;

/**
 * Where matrices are put on the grid and taken off it, and where jobs learn which of their operands are there. Every call may wait. A matrix
 * that an unfinished job reads stays.
 */
final class OperandDesk {
    /** How long removing waits for a job that has just ended to let go. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How exact the time of the last use is, so that many small jobs do not each write it. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final int SHORTEST_PREFIX = 8;
    private static final int LONGEST_NAME = 100;

    private final OperandStore store;
    private final Blobs blobs;
    private final OpenMatrices matrices;
    private final Consumer<OperandId> removed;
    private final Supplier<Map<OperandId, Integer>> holders;
    private final InstantSource clock;

    /**
     * @param removed told of every matrix that is not on the grid any more
     * @param holders how many workers hold which matrix
     */
    OperandDesk(
            OperandStore store,
            Blobs blobs,
            OpenMatrices matrices,
            Consumer<OperandId> removed,
            Supplier<Map<OperandId, Integer>> holders,
            InstantSource clock) {
        this.store = store;
        this.blobs = blobs;
        this.matrices = matrices;
        this.removed = removed;
        this.holders = holders;
        this.clock = clock;
    }

    /**
     * Puts the matrix in a file on the grid: its own copy, unless the file is one of the blobs already.
     *
     * @throws BadInput when the file or the name cannot be used; nothing stays then
     */
    OperandView put(Path file, String name) {
        String shown = checked(name);
        OperandId id = blobs.idOf(file).orElseGet(() -> taken(file));
        try (Blobs.Hold _ = blobs.hold(blobOf(id))) {
            StoredOperand stored = measured(id, shown);
            blobs.accept(id);
            return view(stored);
        } catch (BadInput e) {
            blobs.refuse(id);
            throw e;
        }
    }

    private OperandId taken(Path file) {
        try {
            return blobs.copy(file);
        } catch (IOException e) {
            throw new BadInput(
                    file + " cannot be copied into the data folder (" + e.getMessage()
                            + "): see that it may be read and that the disk has room.",
                    e);
        }
    }

    private StoredOperand measured(OperandId id, String name) {
        Path blob = blobOf(id);
        FileOperand operand = new FileOperand(blob, name, new OperandRef(id, true));
        try (MeasuredMatrix matrix = matrices.open(operand)) {
            matrix.measure();
            return store.put(new StoredOperand(
                    id,
                    name,
                    matrix.matrix().rows(),
                    matrix.matrix().cols(),
                    blob.toFile().length(),
                    clock.instant(),
                    null));
        } catch (BadInput e) {
            if (store.operand(id).isEmpty()) {
                matrices.forget(id);
            }
            throw new BadInput(new MatmulSource.Files(operand, operand).named(String.valueOf(e.getMessage())), e);
        }
    }

    private Path blobOf(OperandId id) {
        return blobs.find(id)
                .orElseThrow(() -> new BadInput("The file of the matrix " + id + " is not in the data folder any more:"
                        + " put it on the grid again."))
                .file();
    }

    private static String checked(String name) {
        String clean = name.replaceAll("\\p{C}", " ").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new BadInput(
                    "A name of " + clean.length() + " characters is not possible: use 1 to " + LONGEST_NAME + ".");
        }
        return clean;
    }

    List<OperandView> all() {
        return store.operands().stream().map(this::view).toList();
    }

    private OperandView view(StoredOperand operand) {
        return new OperandView(operand, holders.get().getOrDefault(operand.id(), 0));
    }

    /**
     * A matrix by its id, the first digits of it, or its name.
     *
     * @throws BadInput when several are meant
     */
    Optional<OperandView> find(String text) {
        return meant(text).map(this::view);
    }

    private Optional<StoredOperand> meant(String text) {
        if (text.matches("[0-9a-f]{64}")) {
            return store.operand(new OperandId(text));
        }
        List<StoredOperand> all = store.operands();
        boolean isPrefix = text.matches("[0-9a-f]{" + SHORTEST_PREFIX + ",63}");
        List<StoredOperand> byId = all.stream()
                .filter(operand -> isPrefix && operand.id().value().startsWith(text))
                .toList();
        List<StoredOperand> meant = !byId.isEmpty()
                ? byId
                : all.stream().filter(operand -> operand.name().equals(text)).toList();
        if (meant.size() > 1) {
            throw new BadInput(meant.size() + " matrices on the grid are meant by '" + text
                    + "': name one by more digits of its id, as ./brain operands shows them.");
        }
        return meant.stream().findFirst();
    }

    /** Why the matrix stays, in a sentence; empty when it is gone. @throws BadInput when there is none */
    Optional<String> remove(OperandId id) {
        StoredOperand operand = store.operand(id).orElseThrow(() -> new BadInput(unknown(id.value())));
        String used = operand.name()
                + " is used by a job that has not ended: wait for it, or cancel it, and remove the matrix then.";
        if (isUsed(id, PATIENCE)) {
            return Optional.of(used);
        }
        store.remove(id);
        if (isUsed(id, Duration.ZERO)) { // a job was quicker
            store.put(operand);
            return Optional.of(used);
        }
        matrices.forget(id);
        blobs.removed(id);
        removed.accept(id);
        return Optional.empty();
    }

    private boolean isUsed(OperandId id, Duration patience) {
        try {
            return blobs.isHeld(id, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    static String unknown(String text) {
        return "There is no matrix '" + (text.length() <= 80 ? text : text.substring(0, 80) + "…")
                + "' on the grid: ./brain operands lists those there are, and ./brain put FILE adds one.";
    }

    /** The source, with what is known of its files' contents: blobs have an id, and some are on the grid. */
    MatmulSource identified(MatmulSource source) {
        return switch (source) {
            case MatmulSource.Files(FileOperand a, FileOperand b) ->
                new MatmulSource.Files(identified(a), identified(b));
            case MatmulSource.Synthetic synthetic -> synthetic;
        };
    }

    private FileOperand identified(FileOperand file) {
        OperandId id = blobs.idOf(file.path()).orElse(null);
        if (id == null) {
            return file;
        }
        Optional<StoredOperand> operand = store.operand(id);
        operand.ifPresent(it -> noteUse(it, clock.instant()));
        return new FileOperand(file.path(), file.name(), new OperandRef(id, operand.isPresent()));
    }

    private void noteUse(StoredOperand operand, Instant now) {
        Instant before = operand.usedAt();
        if (before == null || before.plus(USE_NOTED_EVERY).isBefore(now)) {
            store.used(operand.id(), now);
        }
    }
}
