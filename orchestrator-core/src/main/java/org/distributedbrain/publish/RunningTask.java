package org.distributedbrain.publish;

import java.time.Instant;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** An attempt that is under way: what is known of it so far, in the terms of {@link org.distributedbrain.job.Attempt}. */
public record RunningTask(
        TaskId task,
        ChunkId chunk,
        WorkerId worker,
        Instant readyAt,
        Instant sentAt,
        @Nullable Instant startedAt,
        @Nullable Instant computedAt,
        @Nullable Instant returnedAt,
        long bytesOut) {}
