package org.distributedbrain.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job of many tiny chunks: zero workers say that they hold no more than 4 KiB in one piece, so that a chunk is 32×32 numbers from 32×32 and
 * 32×32, whatever the plan. What is timed with it is everything but bytes.
 */
final class TinyJob {
    private static final int SIDE = 32;
    private static final long BLOCK_BYTES = 4L * SIDE * SIDE;
    private static final double OPERATIONS = 2.0 * SIDE * SIDE * SIDE;

    private TinyJob() {}

    /** Workers that pretend to compute for {@code millis} a chunk; 0 to answer at once. */
    static Conduct conduct(double millis) {
        return Conduct.PROMPT
                .withRoom(BLOCK_BYTES, 16 * BLOCK_BYTES)
                .computing(millis == 0 ? 0 : OPERATIONS / millis * 1e3);
    }

    /** Uploads the operands of a job of {@code chunks} chunks and returns its description. */
    static Map<String, Object> upload(GridClient client, Path scratch, int chunks)
            throws IOException, InterruptedException {
        Path a = Operands.zeros(scratch.resolve("tiny-a-" + chunks + ".npy"), SIDE * chunks, SIDE);
        Path b = Operands.random(scratch.resolve("tiny-b.npy"), SIDE, SIDE, 1);
        return product(client, a, b);
    }

    static Map<String, Object> product(GridClient client, Path a, Path b) throws IOException, InterruptedException {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("kernel", "matmul");
        job.put("a", client.upload(a, Operands.sha256(a)));
        job.put("b", client.upload(b, Operands.sha256(b)));
        return job;
    }
}
