package org.distributedbrain.server;

import java.io.IOException;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.server.BlobStore.Blob;

/** Turns a request into a job. A refusal leaves nothing behind, and speaks of files by the names that their owner gave them. */
final class Submission {
    private final Grid grid;
    private final BlobStore blobs;

    Submission(Grid grid, BlobStore blobs) {
        this.grid = grid;
        this.blobs = blobs;
    }

    JobView submit(JobRequest request) throws IOException {
        return switch (request) {
            case JobRequest.OfFiles files -> ofFiles(files);
            case JobRequest.OfSizes sizes -> {
                var label = sizes.label() != null ? sizes.label() : sizes.size() + ", seed " + sizes.seed();
                yield grid.submit(new JobSpec(new MatmulSource.Synthetic(sizes.size(), sizes.seed()), label));
            }
        };
    }

    private JobView ofFiles(JobRequest.OfFiles files) throws IOException {
        var a = existing(files.a());
        var b = existing(files.b());
        var label = files.label() != null ? files.label() : a.name() + " × " + b.name();
        try {
            var job = grid.submit(new JobSpec(new MatmulSource.Files(a.file(), b.file()), label));
            blobs.keep(files.a());
            blobs.keep(files.b());
            return job;
        } catch (BadInput e) {
            blobs.refuse(files.a());
            blobs.refuse(files.b());
            throw new BadInput(named(named(String.valueOf(e.getMessage()), a), b), e);
        }
    }

    private Blob existing(String sha256) {
        return blobs.find(sha256)
                .orElseThrow(() -> new BadInput("There is no uploaded file " + sha256
                        + ": send it first with PUT /api/v1/blobs/" + sha256 + "."));
    }

    private static String named(String sentence, Blob blob) {
        return sentence.replace(blob.file().toString(), blob.name())
                .replace(String.valueOf(blob.file().getFileName()), blob.name());
    }
}
