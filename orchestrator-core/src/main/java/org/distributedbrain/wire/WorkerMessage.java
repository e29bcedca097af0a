package org.distributedbrain.wire;

import java.util.List;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.TaskId;
import org.jspecify.annotations.Nullable;

/** What a worker sends as text (docs/protocol.md §3). Decoded messages have passed every check of that section. */
public sealed interface WorkerMessage {

    /**
     * The first message of a connection; its protocol is {@link Protocol#VERSION}.
     *
     * @param workerId with {@code workerSecret} the identity of an earlier connection; both or neither
     * @param name cleaned, 1 to 40 characters, or null when the worker gave none
     * @param device the adapter or processor in words, cleaned; empty when not given
     * @param cacheBytes how many bytes of operand blocks it keeps while no unfinished task needs them
     * @param generators the generators of synthetic operands it has
     * @param capabilities as far as the device tells
     */
    record RegisterWorker(
            String joinKey,
            @Nullable String workerId,
            @Nullable String workerSecret,
            @Nullable String name,
            String deviceKind,
            String engine,
            String device,
            List<String> kernels,
            long maxBlockBytes,
            long memoryBytes,
            long cacheBytes,
            List<String> generators,
            Capabilities capabilities)
            implements WorkerMessage {
        public RegisterWorker {
            kernels = List.copyOf(kernels);
            generators = List.copyOf(generators);
        }

        /** The join key and the secret stay out of logs. */
        @Override
        public String toString() {
            return "RegisterWorker[workerId=" + workerId + ", name=" + name + ", engine=" + engine + "]";
        }
    }

    record Heartbeat() implements WorkerMessage {}

    /** Its owner wants no work for a while. */
    record Pause() implements WorkerMessage {}

    record Resume() implements WorkerMessage {}

    record TaskStarted(TaskId task) implements WorkerMessage {}

    /** {@code computeMs} is finite and not negative; {@code bytes} is what the worker says, not yet compared with the task. */
    record TaskComplete(TaskId task, double computeMs, long bytes) implements WorkerMessage {}

    /** {@code message} is cleaned, and empty when not given. */
    record TaskFailed(TaskId task, String reason, String message) implements WorkerMessage {}

    /** {@code reason} is cleaned, and empty when not given. */
    record Leave(String reason) implements WorkerMessage {}
}
