package org.distributedbrain.persist;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TestJobs;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;

/** Facts to store, with every field set to something of its own. */
final class Facts {
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
    static final JobMetrics METRICS = new JobMetrics(
            812.5,
            1203.25,
            96.125,
            2,
            4,
            300.8125,
            330.4,
            74.05,
            4_294_967_296L,
            262_144,
            3,
            0.031,
            1,
            2.5e-5,
            9.25e-5,
            1e-7,
            3);

    private static final AtomicLong NUMBERS = new AtomicLong();

    private Facts() {}

    static JobId newJob() {
        return new JobId(UUID.randomUUID().toString());
    }

    static Fact.JobAccepted accepted(JobId job, Instant at) {
        return new Fact.JobAccepted(
                TestJobs.job(
                        job,
                        new MatmulSize(256, 128, 64),
                        "A.npy × B.npy",
                        List.of("A was float64.", "B has 1 \"NaN\"."),
                        at),
                new TileGrid(4, 1, 1),
                new Estimate(12.5, 1_000, 2_000, Estimate.Bound.UPLINK, 3.5, 2));
    }

    static Fact.WorkerEnlisted enlisted(WorkerId worker, String name, Instant at) {
        return new Fact.WorkerEnlisted(
                new WorkerProfile(worker, name, "phone", "webgpu", "Adreno", Set.of("matmul"), 1 << 20, 1 << 22, "::1"),
                at);
    }

    static Fact.ChunkVerified verified(JobId job, int index, WorkerId worker, Instant at) {
        Chunk chunk = new Chunk(
                new ChunkId(job, index),
                new OperandBlock(new BlockId(index), Operand.A, 64 * index, 64, 0, 128),
                new OperandBlock(new BlockId(99), Operand.B, 0, 128, 0, 64));
        return new Fact.ChunkVerified(
                chunk, worker, 300.5, 24.25, 2e6, 0, new Evidence(3, 0.031, 1, 2.5e-5, 9.25e-5, 1e-7), at);
    }

    static Fact.WorkerCredited credited(WorkerId worker, double computeMs, double operations, Instant at) {
        return new Fact.WorkerCredited(worker, computeMs, operations, Standing.NEWCOMER.agreed(), at);
    }

    /** One with every stamp, all different. */
    static Attempt attempt(JobId job, long task, WorkerId worker, Instant sent) {
        return new Attempt(
                new TaskId(task),
                new ChunkId(job, 3),
                worker,
                sent.minusMillis(5),
                sent,
                sent.plusMillis(1),
                sent.plusMillis(2),
                sent.plusMillis(3),
                sent.plusMillis(4),
                sent.plusMillis(6),
                Attempt.Outcome.VERIFIED,
                4_294_967_296L,
                77,
                0.375);
    }

    static Fact.FaultRecorded fault(JobId job, WorkerId worker, Instant at) {
        return new Fact.FaultRecorded(
                FaultId.of(NUMBERS.incrementAndGet()),
                FaultKind.DISCONNECTED,
                worker,
                new ChunkId(job, 2),
                new TaskId(17),
                "chunk 2 went back to its queue",
                "sent\nleft",
                at);
    }

    /** One that happened to a worker without a task. */
    static Fact.FaultRecorded fault(FaultKind kind, WorkerId worker, Instant at) {
        return new Fact.FaultRecorded(
                FaultId.of(NUMBERS.incrementAndGet()), kind, worker, null, null, "it had no task", "joined", at);
    }
}
