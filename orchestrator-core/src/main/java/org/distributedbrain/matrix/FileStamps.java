package org.distributedbrain.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.FileStamp;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;

/** Notices that a file which a job reads is not any more what it was when the job was submitted. */
public final class FileStamps {
    private FileStamps() {}

    /**
     * The source with the stamps of its files as they are now.
     *
     * @throws BadInput when one cannot be read
     */
    public static MatmulSource stamped(MatmulSource source) {
        return switch (source) {
            case MatmulSource.Files(FileOperand a, FileOperand b) -> {
                try {
                    yield new MatmulSource.Files(a.stamped(stamp(a.path())), b.stamped(stamp(b.path())));
                } catch (BadInput e) {
                    throw new BadInput(new MatmulSource.Files(a, b).named(String.valueOf(e.getMessage())), e);
                }
            }
            case MatmulSource.Synthetic synthetic -> synthetic;
        };
    }

    /** @throws BadInput when a file has another stamp than then, or is gone */
    public static void requireUnchanged(MatmulSource source) {
        switch (source) {
            case MatmulSource.Files(FileOperand a, FileOperand b) -> {
                requireUnchanged(a);
                requireUnchanged(b);
            }
            case MatmulSource.Synthetic synthetic -> {}
        }
    }

    private static void requireUnchanged(FileOperand operand) {
        String name = operand.name() == null ? operand.path().toString() : operand.name();
        if (!Files.isRegularFile(operand.path())) {
            throw new BadInput(name + " was removed while the orchestrator was down: submit the job again.");
        }
        FileStamp then = operand.stamp();
        if (then != null && !then.equals(stamp(operand.path()))) {
            throw new BadInput(name + " was changed while the orchestrator was down: submit the job again.");
        }
    }

    /** Whether the file is there and as it was when it was looked at, or nobody ever looked. */
    public static boolean isUnchanged(FileOperand operand) {
        FileStamp then = operand.stamp();
        return Files.isRegularFile(operand.path()) && (then == null || then.equals(stamp(operand.path())));
    }

    private static FileStamp stamp(Path file) {
        InputFile.check(file);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }
}
