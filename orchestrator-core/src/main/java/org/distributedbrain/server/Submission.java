package org.distributedbrain.server;

import java.nio.file.Files;
import java.util.Optional;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.persist.Blobs;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.server.JobRequest.Factor;

/** Turns a request into a job. A refusal leaves nothing behind, and speaks of files by the names that their owner gave them. */
final class Submission {
    private final Grid grid;
    private final Blobs blobs;

    Submission(Grid grid, Blobs blobs) {
        this.grid = grid;
        this.blobs = blobs;
    }

    /** What it would take. Without a seed, sizes are those of matrices that are still to be uploaded. */
    Estimate estimate(JobRequest request) {
        return switch (request) {
            case JobRequest.OfFiles files -> {
                var source = new MatmulSource.Files(operand(files.a()), operand(files.b()));
                yield grid.estimate(new JobSpec(source, "", files.options()));
            }
            case JobRequest.OfSizes sizes ->
                sizes.seed() == null
                        ? grid.estimate(sizes.size(), sizes.options())
                        : grid.estimate(new JobSpec(
                                new MatmulSource.Synthetic(sizes.size(), sizes.seed()), "", sizes.options()));
            case KernelRequest kernel -> grid.estimate(kernel.spec());
        };
    }

    JobView submit(JobRequest request) {
        return switch (request) {
            case JobRequest.OfFiles files -> ofFiles(files);
            case KernelRequest kernel -> grid.submit(kernel.spec());
            case JobRequest.OfSizes sizes -> {
                var seed = sizes.seed() == null ? 0 : sizes.seed();
                var label = sizes.label() != null ? sizes.label() : sizes.size() + ", seed " + seed;
                var source = new MatmulSource.Synthetic(sizes.size(), seed);
                yield grid.submit(new JobSpec(source, label, sizes.options()));
            }
        };
    }

    /** The same once more. The files must still be there: those of people in their places, those that were uploaded in the data folder. */
    JobView again(JobView job) {
        var source = job.source();
        if (source == null) {
            throw new Problem(
                    409,
                    "What job " + job.id() + " was made of was not kept by the version that did it: submit it anew.");
        }
        if (source instanceof MatmulSource.Files(FileOperand a, FileOperand b)) {
            requireThere(job, a);
            requireThere(job, b);
        }
        return grid.submit(new JobSpec(source, job.label(), job.options()));
    }

    private void requireThere(JobView job, FileOperand file) {
        var uploaded = blobs.idOf(file.path());
        uploaded.ifPresent(blobs::find);
        if (!Files.isRegularFile(file.path())) {
            throw new Problem(
                    409,
                    (file.name() == null ? file.path() : file.name()) + ", which job " + job.id()
                            + " was computed from, is not here any more: "
                            + uploaded.map(id -> "upload it again with PUT /api/v1/blobs/" + id + ".")
                                    .orElse("put it back in its place."));
        }
    }

    private JobView ofFiles(JobRequest.OfFiles files) {
        try {
            var a = operand(files.a());
            var b = operand(files.b());
            var label = files.label() != null ? files.label() : a.name() + " × " + b.name();
            var job = grid.submit(new JobSpec(new MatmulSource.Files(a, b), label, files.options()));
            uploaded(files.a()).ifPresent(blobs::accept);
            uploaded(files.b()).ifPresent(blobs::accept);
            return job;
        } catch (BadInput e) {
            uploaded(files.a()).ifPresent(blobs::refuse);
            uploaded(files.b()).ifPresent(blobs::refuse);
            throw e;
        }
    }

    private static Optional<OperandId> uploaded(Factor factor) {
        return factor instanceof Factor.Uploaded(var sha256, var _) ? Optional.of(sha256) : Optional.empty();
    }

    private FileOperand operand(Factor factor) {
        return switch (factor) {
            case Factor.Uploaded(var sha256, var name) -> {
                var blob = blobs.find(sha256)
                        .orElseThrow(() -> new BadInput("There is no uploaded file " + sha256
                                + ": send it first with PUT /api/v1/blobs/" + sha256 + "."));
                yield new FileOperand(blob.file(), name == null ? blob.name() : name, null);
            }
            case Factor.OnTheGrid(var idOrName) -> {
                var operand = grid.operand(idOrName)
                        .orElseThrow(() -> new BadInput(OperandApi.unknown(idOrName)))
                        .operand();
                var blob = blobs.find(operand.id())
                        .orElseThrow(() -> new BadInput("The file of " + operand.name()
                                + " is not in the data folder any more: put it on the grid again."));
                yield new FileOperand(blob.file(), operand.name(), new OperandRef(operand.id(), true));
            }
        };
    }
}
