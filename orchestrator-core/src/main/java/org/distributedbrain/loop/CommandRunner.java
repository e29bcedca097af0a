package org.distributedbrain.loop;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the core's commands out. It is called on the loop's thread and returns at once: verification runs on the {@code numerics} threads,
 * writing on the result writer's, and links queue what they send.
 */
public final class CommandRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

    private final OpenJobs jobs;
    private final ReturnedValuesPool returned;
    private final WorkerLinks links;
    private final Requestors requestors;
    private final Reopener reopener;
    private final Consumer<Event> replies;
    private final ResultWriter writer;
    private final ExecutorService numerics = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("numerics-", 0).factory());

    public CommandRunner(
            OpenJobs jobs,
            ReturnedValuesPool returned,
            WorkerLinks links,
            Requestors requestors,
            Reopener reopener,
            Consumer<Event> replies) {
        this.jobs = jobs;
        this.returned = returned;
        this.links = links;
        this.requestors = requestors;
        this.reopener = reopener;
        this.replies = replies;
        this.writer = new ResultWriter(replies);
    }

    public void run(Command command) {
        switch (command) {
            case Command.ReserveParts c -> reserve(c);
            case Command.ReopenJob c -> {
                requestors.underWay(c.job().id());
                reopener.reopen(c);
            }
            case Command.ConfirmJob c -> requestors.admitted(c.job());
            case Command.RefuseJob c -> {
                jobs.release(c.job(), false, links);
                requestors.refused(c.job(), c.sentence());
            }
            case Command.TellEstimate c -> requestors.estimated(c.job(), c.estimate());
            case Command.SendChunk c -> send(c);
            case Command.CancelTask c -> links.link(c.worker()).cancelTask(c.task());
            case Command.ReleaseOperands c -> links.link(c.worker()).releaseOperands(c.blocks());
            case Command.DigestChunk c -> digest(c);
            case Command.CheckChunk c -> check(c);
            case Command.StoreChunk c -> store(c);
            case Command.DropReturn c -> returned.drop(c.task());
            case Command.SealResult c -> seal(c);
            case Command.AcceptResult c -> links.link(c.worker()).acceptResult(c.task());
            case Command.RejectResult c -> links.link(c.worker()).rejectResult(c.task(), c.reason(), c.message());
            case Command.ReleaseJob c -> {
                jobs.release(c.job(), c.keepResult(), links);
                requestors.ended(c.job());
            }
            case Command.ConfirmStanding c -> requestors.judged(c.worker());
            case Command.CloseWorker c -> links.link(c.worker()).close(c.code(), c.message());
        }
    }

    /** Elsewhere, for it writes the parts full of zeros. */
    private void reserve(Command.ReserveParts command) {
        JobId id = command.job();
        Thread.ofVirtual().name("reserve-" + id).start(() -> {
            OpenJob job = jobs.get(id);
            try {
                if (job != null) {
                    job.result().split(command.parts());
                }
                replies.accept(new Event.PartsReserved(id));
            } catch (BadInput e) {
                replies.accept(new Event.PartsRefused(id, String.valueOf(e.getMessage())));
            } catch (RuntimeException | Error e) {
                LOG.warn("No room could be made for the parts of job {}", id, e);
                replies.accept(new Event.PartsRefused(id, "The parts of the result cannot be stored: " + e + "."));
            }
        });
    }

    private void send(Command.SendChunk command) {
        OpenJob job = jobs.get(command.chunk().id().job());
        if (job != null) {
            WorkerLink link = links.link(command.worker());
            switch (command.source()) {
                case MatmulSource product ->
                    link.sendChunk(
                            command.task(), command.chunk(), job.contents(command.missing()), command.generated());
                case TileSource tiles -> link.sendTile(command.task(), command.chunk(), tiles);
            }
        }
    }

    private void digest(Command.DigestChunk command) {
        look(command.task(), command.chunk(), (job, values) -> {
            double operations = job.check().operations(command.chunk(), values);
            return new Event.ChunkDigested(command.task(), Digests.sha256(values), operations);
        });
    }

    private void check(Command.CheckChunk command) {
        look(
                command.task(),
                command.chunk(),
                (job, values) ->
                        new Event.ChunkChecked(command.task(), job.check().check(command.chunk(), values)));
    }

    private interface Look {
        Event at(OpenJob job, MemorySegment values);
    }

    /** Looks at the values that were returned for a chunk, on a thread for arithmetic, and replies what it saw. */
    private void look(TaskId task, Chunk chunk, Look look) {
        OpenJob job = jobs.get(chunk.id().job());
        ReturnedValuesPool.Room room = returned.hold(task);
        if (job == null || room == null) {
            return; // the job ended meanwhile, and its values are forgotten
        }
        job.use();
        numerics.execute(() -> {
            try {
                replies.accept(look.at(job, room.values()));
            } catch (RuntimeException | Error e) {
                LOG.warn("Chunk {} could not be verified", chunk.id(), e);
                replies.accept(new Event.JobBroken(chunk.id().job(), "A chunk could not be verified: " + e + "."));
            } finally {
                room.close();
                job.unuse();
            }
        });
    }

    private void store(Command.StoreChunk command) {
        OpenJob job = jobs.get(command.chunk().id().job());
        ReturnedValuesPool.Room room = returned.hold(command.task());
        if (job != null && room != null) {
            writer.store(job, command, room);
        }
    }

    private void seal(Command.SealResult command) {
        OpenJob job = jobs.get(command.job().id());
        if (job != null) {
            writer.seal(job, command);
        }
    }

    /** Ends its threads after what was begun is done. */
    @Override
    public void close() {
        numerics.close();
        writer.close();
    }
}
