package org.distributedbrain.metrics;

import java.util.function.Consumer;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes what became durable to the log, with the ids of the job, the chunk and the worker beside the words, so that a program can find them. */
final class FactLog implements Consumer<Fact> {
    private static final Logger LOG = LoggerFactory.getLogger("org.distributedbrain.grid");

    @Override
    public void accept(Fact fact) {
        switch (fact) {
            case Fact.JobAccepted it ->
                line(Level.INFO, it.job().id(), null, null)
                        .log("Job accepted: {}", it.job().label());
            case Fact.JobFinished it ->
                line(Level.INFO, it.job(), null, null)
                        .addKeyValue("ms", Math.round(it.metrics().totalMs()))
                        .log("Job done");
            case Fact.JobFailed it -> line(Level.WARN, it.job(), null, null).log("Job failed: {}", it.reason());
            case Fact.JobCancelled it -> line(Level.INFO, it.job(), null, null).log("Job cancelled");
            case Fact.WorkerEnlisted it ->
                line(Level.INFO, null, null, it.profile().id())
                        .log("Worker took up work: {}", it.profile().name());
            case Fact.FaultRecorded it ->
                line(Level.INFO, null, it.chunk(), it.worker())
                        .addKeyValue("fault", it.kind())
                        .log("Fault, {}: {}", it.kind().words(), it.action());
            case Fact.ChunkVerified it ->
                line(Level.DEBUG, null, it.chunk().id(), it.worker()).log("Chunk verified");
            case Fact.AttemptEnded it ->
                line(Level.DEBUG, null, it.attempt().chunk(), it.attempt().worker())
                        .addKeyValue("task", it.attempt().task().value())
                        .log("Attempt ended: {}", it.attempt().outcome());
            case Fact.JobStarted it -> line(Level.DEBUG, it.job(), null, null).log("Job started");
            case Fact.ChunkDoubted it ->
                line(Level.INFO, null, it.chunk(), it.worker()).log("Chunk is computed again: its worker lied");
            case Fact.ResultLost it -> line(Level.WARN, it.job(), null, null).log("What was computed is lost");
            case Fact.WorkerJudged it ->
                line(Level.DEBUG, null, null, it.worker()).log("Worker judged");
            case Fact.FaultSettled it -> {}
            case Fact.WorkerMeasured it -> {}
            case Fact.WorkerCredited it -> {}
        }
    }

    private static LoggingEventBuilder line(
            Level level, @Nullable JobId job, @Nullable ChunkId chunk, @Nullable WorkerId worker) {
        LoggingEventBuilder line = LOG.atLevel(level);
        JobId of = chunk == null ? job : chunk.job();
        line = of == null ? line : line.addKeyValue("job", of.value());
        line = chunk == null ? line : line.addKeyValue("chunk", chunk.index());
        return worker == null ? line : line.addKeyValue("worker", worker.value());
    }
}
