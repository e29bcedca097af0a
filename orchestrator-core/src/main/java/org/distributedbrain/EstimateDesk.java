package org.distributedbrain;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.Receive;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.loop.Mailbox;
import org.distributedbrain.loop.Requestors;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.MatrixInfo;

/** Where people ask what a job would take. Every call may wait. */
final class EstimateDesk {
    private final Mailbox mailbox;
    private final Requestors requestors;
    private final InstantSource clock;

    EstimateDesk(Mailbox mailbox, Requestors requestors, InstantSource clock) {
        this.mailbox = mailbox;
        this.requestors = requestors;
        this.clock = clock;
    }

    Estimate of(JobSpec spec) {
        return switch (spec.source()) {
            case MatmulSource product -> of(size(product), product, spec.options());
            case TileSource tiles ->
                throw new BadInput("There is no estimate for " + tiles.kernel()
                        + ": what a tile of it takes is known when it is done. Leave out --dry-run.");
        };
    }

    /** Matrices that are not here yet: what matters is that workers cannot make them. */
    Estimate of(MatmulSize size, JobOptions options) {
        return of(size, new MatmulSource.Files(Path.of("A"), Path.of("B")), options);
    }

    private Estimate of(MatmulSize size, MatmulSource source, JobOptions options) {
        Receive.refusal(size).ifPresent(sentence -> {
            throw new BadInput(sentence);
        });
        JobId id = new JobId(UUID.randomUUID().toString());
        CompletableFuture<Estimate> estimate = requestors.estimate(id);
        mailbox.post(new Event.EstimateAsked(Job.of(id, size, source, options, "", List.of(), clock.instant())));
        try {
            return estimate.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BadInput refusal ? refusal : e;
        }
    }

    private static MatmulSize size(MatmulSource source) {
        return switch (source) {
            case MatmulSource.Synthetic synthetic -> synthetic.size();
            case MatmulSource.Files files -> {
                try {
                    MatrixInfo a = MatrixFile.describe(files.a().path());
                    MatrixInfo b = MatrixFile.describe(files.b().path());
                    if (a.cols() != b.rows()) {
                        throw new BadInput("A is " + a.rows() + "×" + a.cols() + " and B is " + b.rows() + "×"
                                + b.cols() + ": A must have as many columns as B has rows.");
                    }
                    yield new MatmulSize(a.rows(), a.cols(), b.cols());
                } catch (BadInput e) {
                    throw new BadInput(files.named(String.valueOf(e.getMessage())), e);
                }
            }
        };
    }
}
