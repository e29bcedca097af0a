package org.distributedbrain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Execution;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** Made-up things that a grid has to show, whose every figure a test may expect to the letter. All of it happened around {@link #NOON}. */
public final class Samples {
    private Samples() {}

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static final JobMetrics METRICS = new JobMetrics(
            812.5, 1500.0, 120.0, 2, 16, 93.75, 2643.1, 92.3, 8_388_608, 4_194_304, 3, 0.12, 0, 3.1e-5, 9.5e-5, 1e-7,
            13);

    /** One that a worker was lost with, and where its chunk went. */
    public static final FaultView FAULT = new FaultView(
            new FaultId("0000000000000000012"),
            FaultKind.HALF_OPEN,
            new WorkerId("w-1"),
            "Phone-1",
            new JobId("00000000-0000-4000-8000-00000000000a"),
            12,
            new TaskId(99),
            "chunk 12 went to Phone-2 after 3 ms",
            "what happened",
            NOON,
            NOON.plusMillis(3),
            new WorkerId("w-2"));

    static final LeaderboardRow CHAMPION = new LeaderboardRow(1, new WorkerId("w1"), "Pixel", 1500, 9, 2, 2e9, NOON);

    /** A phone that computes, of which this is thought. */
    static WorkerView phone(Standing standing) {
        return new WorkerView(
                new WorkerId("w1-pixel"),
                "Pixel",
                "phone",
                "webgpu",
                "Adreno",
                "10.0.0.7",
                WorkerState.COMPUTING,
                1,
                9,
                1500,
                2100,
                NOON,
                null,
                standing,
                Capabilities.UNTOLD,
                null);
    }

    /** A verified attempt at chunk 4 and one at chunk 5 that Bob was lost with. */
    static List<Execution> executions(JobId job) {
        var verified = new Attempt(
                new TaskId(7),
                new ChunkId(job, 4),
                new WorkerId("w1"),
                NOON,
                NOON.plusMillis(1),
                NOON.plusMillis(3),
                NOON.plusMillis(30),
                NOON.plusMillis(34),
                NOON.plusMillis(35),
                NOON.plusMillis(37),
                Attempt.Outcome.VERIFIED,
                4_096,
                1_024,
                26.5);
        var lost = new Attempt(
                new TaskId(8),
                new ChunkId(job, 5),
                new WorkerId("w2"),
                NOON,
                NOON.plusMillis(2),
                null,
                null,
                null,
                null,
                NOON.plusMillis(9),
                Attempt.Outcome.LOST,
                4_096,
                0,
                0);
        return List.of(Execution.of(verified, "Pixel"), Execution.of(lost, "Bob"));
    }

    /** A {@code .npy} file of a 2×2 float32 matrix of ones: the result of every job that is done. */
    public static byte[] ones() {
        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
        var header = (text + " ".repeat(117 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        var file = ByteBuffer.allocate(10 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length)
                .put(header);
        for (var i = 0; i < 4; i++) {
            file.putFloat(1);
        }
        return file.array();
    }
}
