package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.picture.CountsPicture;
import org.distributedbrain.server.api.JobDocument;

/** A file for a job's result: as it lies at the orchestrator, or a picture that is made of it here. */
final class ResultOutput implements AutoCloseable {
    /** What a picture takes at most, with the numbers it is made of beside it, in bytes for each. */
    private static final long PICTURE_BYTES = 4 + 4;

    private final OutputFile file;
    private final boolean picture;

    private ResultOutput(OutputFile file, boolean picture) {
        this.file = file;
        this.picture = picture;
    }

    /**
     * @param counts whether the result is of whole numbers, of which a picture can be made
     * @throws BadInput when {@code asked} cannot be written, saying why
     */
    static ResultOutput prepare(Path asked, List<Path> inputs, boolean counts) {
        var name = asked.toString().toLowerCase(Locale.ROOT);
        var picture = name.endsWith(".png");
        if (picture && !counts) {
            throw new BadInput(asked
                    + " ends in .png, and a product of matrices is no picture: name a file that ends in" + " .npy.");
        }
        if (counts && !picture && !name.endsWith(".npy")) {
            throw new BadInput(
                    asked + " ends neither in .png, for a picture, nor in .npy, for the numbers: name one that does.");
        }
        return new ResultOutput(OutputFile.prepare(asked, inputs), picture);
    }

    /** @throws BadInput when the disk has less room than that may take */
    void requireRoom(int rows, int cols) throws IOException {
        file.requireRoom((picture ? PICTURE_BYTES : 4) * rows * cols + 1024);
    }

    /** Writes everything and gives the file its name. */
    void fetch(ApiClient api, JobDocument job) throws IOException {
        if (!picture) {
            file.fill(api.result(job.id()));
            return;
        }
        var counts = file.beside(".npy");
        try {
            try (var bytes = api.result(job.id())) {
                Files.copy(bytes, counts, StandardCopyOption.REPLACE_EXISTING);
            }
            file.fill(out -> CountsPicture.write(counts, inside(job), out));
        } finally {
            Files.deleteIfExists(counts);
        }
    }

    /** What is black in the picture; nothing for a kernel that only the orchestrator knows. */
    private static OptionalInt inside(JobDocument job) {
        var parameters = job.parameters();
        return Kernels.find(job.kernel())
                .map(kernel -> kernel.inside(parameters == null ? Map.of() : parameters))
                .orElse(OptionalInt.empty());
    }

    Path path() {
        return file.path();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
