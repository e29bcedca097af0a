package org.distributedbrain.persist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.OperandId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operand files of the data folder, each under the SHA-256 of its bytes: there whole or not at all. One that is on the grid stays until it
 * is removed from there, and one that an unfinished job reads until that has ended; any other goes when nobody wanted it for an hour, or at
 * once when the submission that it came for was refused. Safe from any thread.
 */
public final class Blobs {
    /** What a file that is still arriving is called at its end. */
    public static final String ARRIVING = ".part";

    /** How long a file stays that nothing needs. */
    static final Duration SPARE_LIFE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.(?:npy|csv)");
    private static final List<String> ENDINGS = List.of(".npy", ".csv");

    private final Path folder;
    private final Predicate<OperandId> onTheGrid;
    private final InstantSource clock;
    private final Map<OperandId, Use> uses = new HashMap<>();

    /** A file that came or was asked for in this run. */
    private static final class Use {
        private Instant last;
        private int holds;
        private @Nullable String name;
        /** Submissions that may still come for it; while there are any, a refusal of the last takes it away. */
        private int claims;

        private boolean accepted;

        Use(Instant last) {
            this.last = last;
        }
    }

    /** A file, and what its owner calls it. */
    public record Blob(Path file, String name) {}

    /** Keeps a file where it is. Closing it a second time does nothing. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes the folder over; what was arriving when an earlier run stopped is removed.
     *
     * @param onTheGrid which files stay until they are removed
     */
    public Blobs(Path folder, Predicate<OperandId> onTheGrid, InstantSource clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.onTheGrid = onTheGrid;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            try (var arriving = Files.newDirectoryStream(folder, "*" + ARRIVING)) {
                for (Path file : arriving) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new BadInput(
                    folder + " cannot be written: make it writable, or choose another data folder with --data.", e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Which content a file of this folder has, by its name; empty for any other file. */
    public Optional<OperandId> idOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Matcher name = NAME.matcher(String.valueOf(absolute.getFileName()));
        return folder.equals(absolute.getParent()) && name.matches()
                ? Optional.of(new OperandId(name.group(1)))
                : Optional.empty();
    }

    /** The file with this content. It is wanted: it stays for a while. */
    public synchronized Optional<Blob> find(OperandId id) {
        return fileOf(id).map(file -> new Blob(file, nameOf(use(id), id, file)));
    }

    /** A submission is coming for a file that is here; false when it is not. */
    public synchronized boolean claim(OperandId id) {
        if (fileOf(id).isEmpty()) {
            return false;
        }
        use(id).claims++;
        return true;
    }

    /** Takes in a complete file, whose content was checked, for a submission that is coming; false when it was here already. */
    public synchronized boolean admit(Path complete, OperandId id, String name) throws IOException {
        if (claim(id)) {
            return false;
        }
        String ending = name.toLowerCase(Locale.ROOT).endsWith(".npy") ? ".npy" : ".csv";
        Files.move(complete, folder.resolve(id + ending), StandardCopyOption.ATOMIC_MOVE);
        Use use = use(id);
        use.claims = 1;
        use.accepted = false;
        use.name = name;
        return true;
    }

    /** Takes in a copy of a file, for a submission that is coming, and returns which content it has. */
    public OperandId copy(Path file) throws IOException {
        MessageDigest digest = sha256();
        Path part = Files.createTempFile(folder, "copy", ARRIVING);
        try {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest);
                    FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                in.transferTo(Channels.newOutputStream(out));
                out.force(true);
            }
            OperandId id = new OperandId(HexFormat.of().formatHex(digest.digest()));
            admit(part, id, String.valueOf(file.getFileName()));
            return id;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /** What it came for was accepted. */
    public synchronized void accept(OperandId id) {
        use(id).accepted = true;
    }

    /** The submission that it came for was refused: it goes, unless anybody else wants it. */
    public synchronized void refuse(OperandId id) {
        Use use = uses.get(id);
        if (use != null && --use.claims <= 0 && !use.accepted && use.holds == 0 && !onTheGrid.test(id)) {
            delete(id);
        }
    }

    /** The file stays as long as the hold is open. A file that is not of this folder is nobody's business here. */
    public synchronized Hold hold(Path file) {
        Optional<OperandId> id = idOf(file);
        if (id.isEmpty()) {
            return () -> {};
        }
        Use use = use(id.get());
        use.holds++;
        return new Hold() {
            private boolean open = true;

            @Override
            public void close() {
                synchronized (Blobs.this) {
                    if (open) {
                        open = false;
                        use.holds--;
                        use.last = clock.instant();
                        Blobs.this.notifyAll();
                    }
                }
            }
        };
    }

    /** Whether the file is held; waits a little for one that is just being let go. */
    public synchronized boolean isHeld(OperandId id, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Use use = uses.get(id);
            if (use == null || use.holds == 0) {
                return false;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return true;
            }
            wait(left);
        }
    }

    /** The file is not on the grid any more: it goes, now or when nobody reads it any more. */
    public synchronized void removed(OperandId id) {
        Use use = uses.get(id);
        if (use == null || use.holds == 0) {
            delete(id);
        }
    }

    /** Removes the files that nothing needs and nobody wanted for an hour. */
    public synchronized void sweep() {
        Instant now = clock.instant();
        List<OperandId> spare = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Optional<OperandId> id = idOf(file);
                if (id.isPresent() && isSpare(id.get(), file, now)) {
                    spare.add(id.get());
                }
            }
        } catch (IOException e) {
            LOG.warn("The folder {} could not be looked through", folder, e);
        }
        spare.forEach(this::delete);
    }

    private boolean isSpare(OperandId id, Path file, Instant now) throws IOException {
        Use use = uses.get(id);
        Instant last = use != null ? use.last : Files.getLastModifiedTime(file).toInstant();
        return (use == null || use.holds == 0) && last.plus(SPARE_LIFE).isBefore(now) && !onTheGrid.test(id);
    }

    private Use use(OperandId id) {
        Use use = uses.computeIfAbsent(id, i -> new Use(clock.instant()));
        use.last = clock.instant();
        return use;
    }

    private Optional<Path> fileOf(OperandId id) {
        return ENDINGS.stream()
                .map(ending -> folder.resolve(id + ending))
                .filter(Files::exists)
                .findFirst();
    }

    private static String nameOf(Use use, OperandId id, Path file) {
        if (use.name != null) {
            return use.name;
        }
        String path = file.toString();
        return id.value().substring(0, 8) + path.substring(path.lastIndexOf('.'));
    }

    private void delete(OperandId id) {
        uses.remove(id);
        try {
            for (String ending : ENDINGS) {
                Files.deleteIfExists(folder.resolve(id + ending));
            }
        } catch (IOException e) {
            LOG.warn("The operand file {} could not be removed", id, e);
        }
    }
}
