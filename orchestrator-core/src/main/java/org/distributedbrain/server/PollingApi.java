package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.PUBLIC;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.PollingDocument;
import org.distributedbrain.wire.Protocol;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.WireCodec;
import org.distributedbrain.wire.WorkerMessage;
import tools.jackson.databind.node.ObjectNode;

/** Work for programs that keep no WebSocket: register, ask for tasks, fetch their operands, send the results. */
final class PollingApi {
    /** Below the 30 s of silence after which a worker counts as lost. */
    private static final Duration VERDICT = Duration.ofSeconds(20);

    private static final int BYTES_AT_ONCE = 1 << 18;
    private static final Parameter ID = Parameter.path("id", Schema.uuid(), "The worker's id");
    private static final Parameter SECRET = Parameter.header(
            "Authorization", Schema.text(), "'Bearer SECRET', the worker's own, which it got when it registered");
    private static final Parameter TASK =
            Parameter.query("task", Schema.whole(0, Protocol.MAX_INTEGER), "The task's number");
    private static final String STRANGER = "The secret is not the worker's own";
    private static final String GONE = "It was sent away, or silent for too long: the sentence says why";

    private final PolledWorkers workers;

    PollingApi(PolledWorkers workers) {
        this.workers = workers;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Work",
                "For workers without a WebSocket, in any language: each asks for its tasks and sends their results.",
                Route.post(
                                "/api/v1/nodes/register",
                                PUBLIC,
                                "Registers a worker that asks for its work",
                                this::register)
                        .body(Content.json(PollingDocument.Registration.class))
                        .answers(201, PollingDocument.Registered.class)
                        .answers(403, "The join key is not, or no longer, valid")
                        .answers(503, "There are as many workers as can be"),
                guarded(Route.post(
                                "/api/v1/nodes/{id}/heartbeat", PUBLIC, "Says that a worker is there", this::heartbeat))
                        .answers(200, PollingDocument.Alive.class),
                guarded(Route.get(
                                "/api/v1/nodes/{id}/pending-jobs",
                                PUBLIC,
                                "The tasks that a worker is to compute, the first first",
                                this::pending))
                        .takes(Parameter.query(
                                "wait", Schema.matching("^\\d{1,6}(ms|s)$"), "How long to wait for one, at most 25s"))
                        .answers(200, PollingDocument.Pending.class),
                guarded(Route.get(
                                "/api/v1/nodes/{id}/blocks/{block}",
                                PUBLIC,
                                "The values of an operand block: rows × cols little-endian float32, row by row",
                                this::block))
                        .takes(Parameter.path("block", Schema.whole(0, Protocol.MAX_INTEGER), "Its number in a task"))
                        .answers(200, Content.BYTES),
                guarded(Route.post(
                                "/api/v1/nodes/{id}/leave",
                                PUBLIC,
                                "Says goodbye; its tasks go to others",
                                this::leave))
                        .answers(204, "Goodbye"),
                Route.post("/api/v1/worker/result", PUBLIC, "Sends a task's result", this::result)
                        .takes(
                                SECRET,
                                Parameter.query("node", Schema.uuid(), "The worker's id"),
                                TASK,
                                Parameter.query("computeMs", Schema.text(), "How long it took to compute"))
                        .body(Content.BYTES)
                        .answers(200, PollingDocument.Verdict.class)
                        .answers(202, Content.json(PollingDocument.Verdict.class))
                        .answers(409, "Nobody waits for it any more")
                        .answers(411, "Its length is not said")
                        .answers(422, "It is wrong, or has a wrong length"),
                Route.post("/api/v1/worker/failure", PUBLIC, "Gives a task back", this::failure)
                        .takes(SECRET)
                        .body(Content.json(PollingDocument.Failure.class))
                        .answers(204, "It goes to another worker"));
    }

    private static Route guarded(Route route) {
        return route.takes(ID, SECRET)
                .answers(401, STRANGER)
                .answers(404, "No worker that asks for its work has this id")
                .answers(410, GONE);
    }

    private void register(Context ctx) {
        var body = (ObjectNode) RequestBody.object(
                ctx.bodyAsBytes(),
                "a worker, for example {\"joinKey\":\"…\",\"engine\":\"numpy\",\"kernels\":[\"matmul\"],"
                        + "\"maxBlockBytes\":268435456,\"memoryBytes\":1073741824}");
        body.put("type", "register_worker");
        if (!body.has("protocol")) {
            body.put("protocol", Protocol.VERSION);
        }
        try {
            ServerMessage.RegistrationAck ack = workers.register(
                    new String(Json.bytes(body), StandardCharsets.UTF_8),
                    ClientAddress.of(ctx).text());
            Reply.json(ctx.status(201), PollingDocument.Registered.of(ack));
        } catch (ProtocolException e) {
            throw refusal(e);
        }
    }

    private void heartbeat(Context ctx) {
        Reply.json(ctx, PollingDocument.Alive.of(worker(ctx).heartbeat()));
    }

    private void pending(Context ctx) throws InterruptedException {
        PolledWorker worker = worker(ctx);
        List<ServerMessage> tasks = worker.tasks(Query.await(ctx));
        worker(ctx); // 410 where it ended meanwhile
        Reply.json(ctx, PollingDocument.Pending.of(tasks));
    }

    private void block(Context ctx) throws IOException {
        PolledWorker worker = worker(ctx);
        worker.heartbeat();
        BlockId id = new BlockId(number(ctx.pathParam("block"), "block"));
        BlockContent content = worker.lend(id)
                .orElseThrow(() -> new Problem(404, "The worker was not given a block " + id.value() + " to fetch."));
        try {
            ctx.contentType("application/octet-stream").header("Cache-Control", "no-store");
            ctx.res().setContentLengthLong(4 * content.block().values());
            write(content, worker, ctx.outputStream());
        } finally {
            worker.giveBack(id);
        }
    }

    /** Ends early when nobody needs the block any more: its memory is waited for. */
    private static void write(BlockContent content, PolledWorker worker, OutputStream out) throws IOException {
        int cols = content.block().cols();
        byte[] piece =
                new byte[(int) Math.min(BYTES_AT_ONCE, 4 * content.block().values())];
        int filled = 0;
        for (int row = 0; row < content.block().rows(); row++) {
            long at = 4 * row * content.rowStride();
            for (int left = 4 * cols; left > 0; ) {
                int part = Math.min(left, piece.length - filled);
                MemorySegment.copy(content.values(), at, MemorySegment.ofArray(piece), filled, part);
                at += part;
                left -= part;
                filled += part;
                if (filled == piece.length) {
                    if (!worker.holds(content.block().id())) {
                        throw new IOException("block " + content.block().id().value() + " was released");
                    }
                    out.write(piece);
                    filled = 0;
                }
            }
        }
        out.write(piece, 0, filled);
    }

    private void leave(Context ctx) {
        worker(ctx).leave("left");
        ctx.status(204);
    }

    private void result(Context ctx) throws IOException, InterruptedException {
        PolledWorker worker = workers.worker(required(ctx, "node"), secret(ctx));
        TaskId task = new TaskId(number(required(ctx, "task"), "task"));
        long bytes = ctx.req().getContentLengthLong();
        if (bytes < 0) {
            throw new Problem(411, "Say how long the result is: send Content-Length with its bytes.");
        }
        var complete = new WorkerMessage.TaskComplete(task, milliseconds(required(ctx, "computeMs")), bytes);
        Optional<ServerMessage> verdict;
        try {
            verdict = worker.result(complete, ctx.req().getInputStream(), VERDICT);
        } catch (ProtocolException e) {
            throw refusal(e);
        }
        if (verdict.isPresent() && verdict.get() instanceof ServerMessage.ResultRejected rejected) {
            throw new Problem(rejected.reason().equals("late") ? 409 : 422, rejected.message());
        }
        Reply.json(
                ctx.status(verdict.isPresent() ? 200 : 202),
                new PollingDocument.Verdict(task.value(), verdict.isPresent()));
    }

    private void failure(Context ctx) {
        var body = (ObjectNode) RequestBody.object(
                ctx.bodyAsBytes(),
                "a task that is given back, for example {\"node\":\"…\",\"task\":7,\"reason\":\"out_of_memory\"}");
        PolledWorker worker = workers.worker(body.path("node").asString(""), secret(ctx));
        body.put("type", "task_failed").remove("node");
        try {
            String message = new String(Json.bytes(body), StandardCharsets.UTF_8);
            if (WireCodec.decodeWorker(message) instanceof WorkerMessage.TaskFailed failed) {
                worker.failed(failed);
            }
        } catch (ProtocolException e) {
            throw refusal(e);
        }
        ctx.status(204);
    }

    private PolledWorker worker(Context ctx) {
        return workers.worker(ctx.pathParam("id"), secret(ctx));
    }

    private static String secret(Context ctx) {
        var given = ctx.header("Authorization");
        return given != null && given.startsWith("Bearer ") ? given.substring("Bearer ".length()) : "";
    }

    private static String required(Context ctx, String name) {
        var text = ctx.queryParam(name);
        if (text == null || text.isEmpty()) {
            throw new BadInput(name + " is missing: send it in the query, as /api/v1/worker/result?node=ID&task=N"
                    + "&computeMs=T.");
        }
        return text;
    }

    private static long number(String text, String name) {
        if (!text.matches("\\d{1,16}") || Long.parseLong(text) > Protocol.MAX_INTEGER) {
            throw new BadInput(name + "=" + (text.length() <= 40 ? text : text.substring(0, 40) + "…")
                    + " is not a number: use the one of the task.");
        }
        return Long.parseLong(text);
    }

    private static double milliseconds(String text) {
        if (!text.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw new BadInput("computeMs=" + (text.length() <= 40 ? text : text.substring(0, 40) + "…")
                    + " is not a time: use milliseconds, for example 12.5.");
        }
        return Double.parseDouble(text);
    }

    private static Problem refusal(ProtocolException e) {
        int status = switch (e.code()) {
            case BAD_KEY -> 403;
            case TOO_MANY -> 429;
            case FULL -> 503;
            case TOO_BIG -> 413;
            case INTERNAL -> 503;
            case TIMEOUT, REPLACED, REMOVED, TOO_SLOW -> 410;
            case BAD_MESSAGE, BAD_FRAME, BAD_PROTOCOL, OUT_OF_ORDER -> 400;
        };
        return new Problem(status, e.sentence());
    }
}
