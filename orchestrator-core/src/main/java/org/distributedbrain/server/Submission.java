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
                var source = new MatmulSource.Synthetic(sizes.size(), sizes.seed());
                yield grid.submit(new JobSpec(source, label, sizes.options()));
            }
        };
    }

    private JobView ofFiles(JobRequest.OfFiles files) throws IOException {
        var a = existing(files.a());
        var b = existing(files.b());
        var label = files.label() != null ? files.label() : a.name() + " × " + b.name();
        try {
            var source = new MatmulSource.Files(a.file(), a.name(), b.file(), b.name());
            var job = grid.submit(new JobSpec(source, label, files.options()));
            blobs.keep(files.a().sha256());
            blobs.keep(files.b().sha256());
            return job;
        } catch (BadInput e) {
            blobs.refuse(files.a().sha256());
            blobs.refuse(files.b().sha256());
            throw e;
        }
    }

    /** The file, under the name that came with the request, else the one it was uploaded with. */
    private Blob existing(JobRequest.FileRef file) {
        var blob = blobs.find(file.sha256())
                .orElseThrow(() -> new BadInput("There is no uploaded file " + file.sha256()
                        + ": send it first with PUT /api/v1/blobs/" + file.sha256() + "."));
        return file.name() == null ? blob : new Blob(blob.file(), file.name());
    }
}
