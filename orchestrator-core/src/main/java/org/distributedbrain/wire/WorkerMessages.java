package org.distributedbrain.wire;

import static org.distributedbrain.wire.ErrorCode.BAD_MESSAGE;
import static org.distributedbrain.wire.ErrorCode.BAD_PROTOCOL;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.distributedbrain.job.TaskId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of each {@link WorkerMessage}, both ways. */
final class WorkerMessages {
    private static final Set<String> DEVICE_KINDS = Set.of("phone", "tablet", "laptop", "desktop", "server", "unknown");
    private static final Set<String> FAILURES =
            Set.of("out_of_memory", "device_lost", "unsupported", "cancelled", "internal");
    static final Pattern ENGINE = Pattern.compile("[a-z0-9-]{1,20}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final long MIN_BLOCK_BYTES = 4096;

    private WorkerMessages() {}

    static WorkerMessage read(Fields in) {
        return switch (in.type()) {
            case "register_worker" -> readRegistration(in);
            case "heartbeat" -> new WorkerMessage.Heartbeat();
            case "pause" -> new WorkerMessage.Pause();
            case "resume" -> new WorkerMessage.Resume();
            case "task_started" -> new WorkerMessage.TaskStarted(task(in));
            case "task_complete" ->
                new WorkerMessage.TaskComplete(
                        task(in), in.number("computeMs"), in.integer("bytes", 0, Protocol.MAX_INTEGER));
            case "task_failed" ->
                new WorkerMessage.TaskFailed(task(in), in.word("reason", FAILURES), in.text("message", 500));
            case "leave" -> new WorkerMessage.Leave(in.text("reason", 200));
            default ->
                throw new ProtocolException(
                        BAD_MESSAGE,
                        "The type '" + CleanText.shortened(in.type(), 40) + "' is not known; a worker sends"
                                + " register_worker, heartbeat, pause, resume, task_started, task_complete, task_failed or leave.");
        };
    }

    static void write(WorkerMessage message, ObjectNode out) {
        switch (message) {
            case WorkerMessage.RegisterWorker m -> writeRegistration(m, out);
            case WorkerMessage.Heartbeat() -> out.put("type", "heartbeat");
            case WorkerMessage.Pause() -> out.put("type", "pause");
            case WorkerMessage.Resume() -> out.put("type", "resume");
            case WorkerMessage.TaskStarted(var task) ->
                out.put("type", "task_started").put("task", task.value());
            case WorkerMessage.TaskComplete(var task, var computeMs, var bytes) ->
                out.put("type", "task_complete")
                        .put("task", task.value())
                        .put("computeMs", computeMs)
                        .put("bytes", bytes);
            case WorkerMessage.TaskFailed(var task, var reason, var text) ->
                out.put("type", "task_failed")
                        .put("task", task.value())
                        .put("reason", reason)
                        .put("message", text);
            case WorkerMessage.Leave(var reason) -> out.put("type", "leave").put("reason", reason);
        }
    }

    private static WorkerMessage readRegistration(Fields in) {
        // The version comes first: another version may have other fields.
        long protocol = in.integer("protocol", 0, Protocol.MAX_INTEGER);
        if (protocol != Protocol.VERSION) {
            throw new ProtocolException(
                    BAD_PROTOCOL,
                    "The worker speaks protocol " + protocol + "; this orchestrator speaks " + Protocol.VERSION
                            + ": use a worker of its version.");
        }
        String id = in.optionalString("workerId", 100);
        String secret = in.optionalString("workerSecret", 200);
        if ((id == null) != (secret == null)) {
            throw in.bad(id == null ? "workerId" : "workerSecret", "is missing; workerId and workerSecret go together");
        }
        long block = in.integer("maxBlockBytes", MIN_BLOCK_BYTES, Protocol.MAX_INTEGER);
        long memory = in.integer("memoryBytes", 0, Protocol.MAX_INTEGER);
        if (memory < block) {
            throw in.bad("memoryBytes", "is " + memory + "; it must be at least maxBlockBytes, " + block);
        }
        return new WorkerMessage.RegisterWorker(
                in.string("joinKey"),
                id,
                secret,
                name(in),
                in.has("deviceKind") ? in.word("deviceKind", DEVICE_KINDS) : "unknown",
                in.matching("engine", ENGINE, "it must be 1 to 20 characters of a-z, 0-9 and -"),
                in.text("device", 120),
                words(in, "kernels", 1),
                block,
                memory,
                in.has("cacheBytes") ? Math.min(memory, in.integer("cacheBytes", 0, Protocol.MAX_INTEGER)) : memory,
                in.has("generators") ? words(in, "generators", 0) : List.of(),
                ToldCapabilities.read(in));
    }

    private static @Nullable String name(Fields in) {
        if (!in.has("name")) {
            return null;
        }
        String name = in.text("name", 40);
        if (name.isEmpty()) {
            throw in.bad(
                    "name", "is empty once control characters are removed; give 1 to 40 characters or leave it out");
        }
        return name;
    }

    private static List<String> words(Fields in, String field, int least) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : in.array(field, least, 32)) {
            if (!word.isString() || !WORD.matcher(word.stringValue()).matches()) {
                throw in.bad(field, word, "each entry must be a string of 1 to 40 characters a-z, 0-9, _ and -");
            }
            words.add(word.stringValue());
        }
        return words;
    }

    private static void writeRegistration(WorkerMessage.RegisterWorker m, ObjectNode out) {
        out.put("type", "register_worker").put("protocol", Protocol.VERSION).put("joinKey", m.joinKey());
        if (m.workerId() != null) {
            out.put("workerId", m.workerId()).put("workerSecret", m.workerSecret());
        }
        if (m.name() != null) {
            out.put("name", m.name());
        }
        out.put("deviceKind", m.deviceKind()).put("engine", m.engine()).put("device", m.device());
        var kernels = out.putArray("kernels");
        m.kernels().forEach(kernels::add);
        out.put("maxBlockBytes", m.maxBlockBytes())
                .put("memoryBytes", m.memoryBytes())
                .put("cacheBytes", m.cacheBytes());
        var generators = out.putArray("generators");
        m.generators().forEach(generators::add);
        ToldCapabilities.write(m.capabilities(), out);
    }

    private static TaskId task(Fields in) {
        return new TaskId(in.integer("task", 0, Protocol.MAX_INTEGER));
    }
}
