package org.distributedbrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.Receive;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.OpenSource;
import org.distributedbrain.kernel.matmul.OperandOpener;
import org.distributedbrain.kernel.matmul.SecretVectors;
import org.distributedbrain.loop.Mailbox;
import org.distributedbrain.loop.OpenJob;
import org.distributedbrain.loop.OpenJobs;
import org.distributedbrain.loop.Requestors;
import org.distributedbrain.matrix.FileStamps;
import org.distributedbrain.matrix.ResultFile;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.JobStore;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Publisher;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.TaskStream;
import org.jspecify.annotations.Nullable;

/** Where requestors are served: takes jobs in, tells of them, ends them, and hands results out. Every call may wait. */
final class JobDesk {
    private final DataFolder folder;
    private final JobStore store;
    private final Mailbox mailbox;
    private final OpenJobs openJobs;
    private final OperandDesk operandDesk;
    private final OperandOpener opener;
    private final Requestors requestors;
    private final Publisher publisher;
    private final InstantSource clock;

    JobDesk(
            DataFolder folder,
            JobStore store,
            Mailbox mailbox,
            OpenJobs openJobs,
            OperandDesk operandDesk,
            OperandOpener opener,
            Requestors requestors,
            Publisher publisher,
            InstantSource clock) {
        this.folder = folder;
        this.store = store;
        this.mailbox = mailbox;
        this.openJobs = openJobs;
        this.operandDesk = operandDesk;
        this.opener = opener;
        this.requestors = requestors;
        this.publisher = publisher;
        this.clock = clock;
    }

    JobView submit(JobSpec spec) {
        Verification verification = spec.options().verification();
        verification.requireFor(spec.source());
        if (spec.source() instanceof MatmulSource.Synthetic synthetic) {
            admit(synthetic.size());
        }
        JobId id = new JobId(UUID.randomUUID().toString());
        JobSource source = identified(spec.source());
        SecretSeed seed = SecretVectors.freshSeed();
        OpenSource open = OpenSource.open(source, verification, seed, folder.scratch(), opener);
        try {
            MatmulSize size = open.size();
            admit(size);
            ResultFile result = ResultFile.create(folder.result(id), size.rowsA(), size.colsB(), open.type());
            openJobs.add(id, new OpenJob(open, result));
        } catch (RuntimeException | Error e) {
            open.input().close();
            throw e;
        }
        CompletableFuture<Void> admission = requestors.admission(id);
        mailbox.post(new Event.JobSubmitted(
                Job.of(id, open.size(), source, spec.options(), spec.label(), open.notes(), clock.instant(), seed)));
        try {
            admission.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BadInput refusal ? refusal : e;
        }
        return job(id).orElseThrow();
    }

    /** Files by what they hold, and how they are now. */
    private JobSource identified(JobSource source) {
        return switch (source) {
            case MatmulSource product -> FileStamps.stamped(operandDesk.identified(product));
            case TileSource tiles -> tiles;
        };
    }

    private static void admit(MatmulSize size) {
        Receive.refusal(size).ifPresent(sentence -> {
            throw new BadInput(sentence);
        });
    }

    boolean cancel(JobId id) {
        if (required(id).state().isFinal()) {
            return false;
        }
        CompletableFuture<Void> end = requestors.end(id);
        mailbox.post(new Event.CancelRequested(id));
        end.join();
        return required(id).state() == JobState.CANCELLED;
    }

    JobView await(JobId id, Duration limit) throws InterruptedException {
        if (!requestors.isUnderWay(id)) {
            return required(id);
        }
        try {
            requestors.end(id).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return required(id);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return required(id);
    }

    /**
     * A job of any age: the store knows how it ended, the snapshot how far an unfinished one has come. The store is not asked for a job that is
     * under way, since reading costs a small job as much as running it.
     */
    Optional<JobView> job(JobId id) {
        Optional<JobView> live = requestors.isUnderWay(id) ? live(id) : Optional.empty();
        if (live.isPresent() && !live.get().state().isFinal()) {
            return live;
        }
        // An end that is decided and not yet durable is none: the orchestrator may be killed before it is.
        return store.job(id).or(() -> live(id));
    }

    private Optional<JobView> live(JobId id) {
        return publisher.latest().jobs().stream()
                .filter(job -> job.id().equals(id))
                .findFirst();
    }

    private JobView required(JobId id) {
        return job(id).orElseThrow(
                        () -> new BadInput("There is no job " + id + ": ./brain jobs lists those there are."));
    }

    List<JobView> jobs(JobFilter filter, @Nullable JobId after, int limit) {
        return live(store.jobs(filter, after, limit));
    }

    long count(JobFilter filter) {
        return store.count(filter);
    }

    private List<JobView> live(List<JobView> stored) {
        return stored.stream()
                .map(job -> job.state().isFinal() ? job : job(job.id()).orElse(job))
                .toList();
    }

    List<Execution> executions(JobId id, long after, int limit) {
        required(id);
        return store.executions(id, after, limit);
    }

    TaskStream taskStream(JobId id, @Nullable Instant from, @Nullable Instant to, int resolutions) {
        // The snapshot comes first: what has ended since then is in the store as well, and counts once.
        Snapshot snapshot = publisher.latest();
        return JobStream.of(required(id), store, snapshot, clock.instant(), from, to, resolutions);
    }

    /** Of a kernel without operands, also while it grows. One that cannot be read at this moment, because it just got its name, is none. */
    Optional<Thumbnail> picture(JobId id, int longestSide) {
        if (!(required(id).source() instanceof TileSource source)) {
            return Optional.empty();
        }
        OptionalInt inside = Kernels.find(source.kernel())
                .map(kernel -> kernel.inside(source.parameters()))
                .orElse(OptionalInt.empty());
        Path result = folder.result(id);
        Path readable = Files.isRegularFile(result) ? result : ResultFile.partPath(result);
        try {
            return Files.isRegularFile(readable)
                    ? Optional.of(Thumbnail.of(readable, inside, longestSide))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path result(JobId id) {
        JobView job = required(id);
        if (job.state() != JobState.DONE) {
            throw new BadInput(
                    "Job " + id + " has no result: it is " + job.state().name().toLowerCase(Locale.ROOT)
                            + (job.state().isFinal() ? "." : "; wait until it is done."));
        }
        Path result = folder.result(id);
        if (!Files.isRegularFile(result)) {
            throw new BadInput("The result of job " + id + " is not at " + result + " any more: run the job again.");
        }
        return result;
    }
}
