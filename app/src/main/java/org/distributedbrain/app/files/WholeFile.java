package org.distributedbrain.app.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.BadInput;

/** Writes a file where the person wants it: the whole file appears there, or nothing. */
public final class WholeFile {

    /** Fills a file that is empty yet. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path file) throws IOException;
    }

    private WholeFile() {}

    /**
     * @param ending for a name without one, for example {@code .npy}
     * @return the file
     * @throws BadInput when there is no such folder
     */
    public static Path write(Path wanted, String ending, Content content) throws IOException {
        Path target = withEnding(wanted.toAbsolutePath(), ending);
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInput(Texts.of("files.folder", String.valueOf(folder)));
        }
        Path part = Files.createTempFile(folder, ".brain-", ".part");
        try {
            content.writeTo(part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return target;
    }

    private static Path withEnding(Path wanted, String ending) {
        String name = String.valueOf(wanted.getFileName());
        return name.contains(".") ? wanted : wanted.resolveSibling(name + ending);
    }
}
