package org.distributedbrain.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.DiskFull;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.OpenSource;
import org.distributedbrain.kernel.matmul.OperandOpener;
import org.distributedbrain.matrix.ElementType;
import org.distributedbrain.matrix.FileStamps;
import org.distributedbrain.matrix.ResultFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens again what the jobs of an earlier run had open. Large operands take seconds, so it has threads of its own; two, so that a small job
 * need not wait for a large one. Where the disk is full it tries again every second; until then the job waits.
 */
public final class Reopener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reopener.class);
    private static final int THREADS = 2;

    private final OpenJobs jobs;
    private final Path scratch;
    private final OperandOpener opener;
    private final Function<Path, Runnable> hold;
    private final Consumer<Event> replies;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("reopener-", 0).factory());

    /**
     * @param scratch where converted and generated operands lie while they are open
     * @param hold keeps a file where it is until what it returns has run: it may be long before it is its turn
     */
    public Reopener(
            OpenJobs jobs, Path scratch, OperandOpener opener, Function<Path, Runnable> hold, Consumer<Event> replies) {
        this.jobs = jobs;
        this.scratch = scratch;
        this.opener = opener;
        this.hold = hold;
        this.replies = replies;
    }

    void reopen(Command.ReopenJob command) {
        jobs.expect(command.job().id());
        List<Runnable> held = hold(command.job().source());
        Runnable release = () -> held.forEach(Runnable::run);
        threads.execute(() -> open(command, release, false));
    }

    private List<Runnable> hold(JobSource source) {
        return switch (source) {
            case MatmulSource.Files(FileOperand a, FileOperand b) ->
                List.of(hold.apply(a.path()), hold.apply(b.path()));
            case MatmulSource.Synthetic synthetic -> List.of();
            case TileSource tiles -> List.of();
        };
    }

    private void open(Command.ReopenJob command, Runnable release, boolean again) {
        JobId id = command.job().id();
        try {
            if (jobs.isExpected(id)) { // or it ended while it waited for its turn
                replies.accept(opened(command));
            }
        } catch (DiskFull e) {
            if (!again) {
                LOG.warn("Job {} pauses: {}", id, e.pause());
                replies.accept(new Event.ResultFailing(id, e.pause()));
            }
            threads.schedule(() -> open(command, release, true), ResultWriter.RETRY.toMillis(), TimeUnit.MILLISECONDS);
            return;
        } catch (BadInput e) {
            replies.accept(new Event.JobBroken(id, String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            LOG.warn("Job {} could not be opened again", id, e);
            replies.accept(new Event.JobBroken(
                    id, "Its operands could not be opened again after a restart (" + e + "): submit the job again."));
        }
        release.run();
    }

    private Event opened(Command.ReopenJob command) {
        Job job = command.job();
        if (job.source() instanceof MatmulSource product) {
            FileStamps.requireUnchanged(product);
        }
        OpenSource source = OpenSource.open(job.source(), job.options().verification(), job.seed(), scratch, opener);
        boolean kept = false;
        try {
            if (!source.size().equals(job.size())) {
                throw new BadInput("The matrices are " + source.size() + " now and were " + job.size()
                        + " when the job was submitted: submit the job again.");
            }
            OpenJob open = new OpenJob(source, result(command, source.type()));
            kept = true;
            jobs.arrive(job.id(), open);
            return new Event.JobReopened(job.id());
        } catch (IOException e) {
            return new Event.ResultLost(
                    job.id(),
                    "What had been written of the result was not whole after a restart of the orchestrator: all chunks were computed again.");
        } finally {
            if (!kept) {
                source.input().close();
            }
        }
    }

    private ResultFile result(Command.ReopenJob command, ElementType type) throws IOException {
        Job job = command.job();
        Path path = jobs.resultPath(job.id());
        int parts = command.grid().innerParts();
        if (!command.verified().isEmpty()) {
            return ResultFile.reopen(path, job.size().rowsA(), job.size().colsB(), parts, command.verified(), type);
        }
        ResultFile result =
                ResultFile.create(path, job.size().rowsA(), job.size().colsB(), type);
        try {
            result.split(parts);
        } catch (RuntimeException e) {
            result.discard();
            throw e;
        }
        return result;
    }

    /** Waits for what is being opened. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
