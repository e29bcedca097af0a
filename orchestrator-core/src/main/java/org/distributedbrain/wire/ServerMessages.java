package org.distributedbrain.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.wire.ServerMessage.Block;
import org.distributedbrain.wire.ServerMessage.Generate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of each {@link ServerMessage}, both ways. */
final class ServerMessages {
    private static final Set<String> OPERANDS = Set.of("A", "B");

    private ServerMessages() {}

    static Optional<ServerMessage> read(Fields in) {
        return Optional.ofNullable(
                switch (in.type()) {
                    case "registration_ack" -> readAck(in);
                    case "compute_task" -> in.has("parameters") ? TileTasks.read(in) : readTask(in);
                    case "release_operands" -> new ServerMessage.ReleaseOperands(blocks(in));
                    case "cancel_task" -> new ServerMessage.CancelTask(task(in));
                    case "result_accepted" -> new ServerMessage.ResultAccepted(task(in));
                    case "result_rejected" ->
                        new ServerMessage.ResultRejected(task(in), in.string("reason"), in.text("message", 2_000));
                    case "standing" -> new ServerMessage.Standing(in.smallInteger("rank", 1), in.smallInteger("of", 1));
                    case "heartbeat_ack" -> new ServerMessage.HeartbeatAck();
                    case "error" -> new ServerMessage.ErrorMessage(in.string("code"), in.text("message", 2_000));
                    default -> null;
                });
    }

    static void write(ServerMessage message, ObjectNode out) {
        switch (message) {
            case ServerMessage.RegistrationAck m -> writeAck(m, out);
            case ServerMessage.ComputeTask m -> writeTask(m, out);
            case ServerMessage.ComputeTile m -> TileTasks.write(m, out);
            case ServerMessage.ReleaseOperands(var blocks) -> {
                var numbers = out.put("type", "release_operands").putArray("blocks");
                blocks.forEach(block -> numbers.add(block.value()));
            }
            case ServerMessage.CancelTask(var task) ->
                out.put("type", "cancel_task").put("task", task.value());
            case ServerMessage.ResultAccepted(var task) ->
                out.put("type", "result_accepted").put("task", task.value());
            case ServerMessage.ResultRejected(var task, var reason, var text) ->
                out.put("type", "result_rejected")
                        .put("task", task.value())
                        .put("reason", reason)
                        .put("message", text);
            case ServerMessage.Standing(var rank, var of) ->
                out.put("type", "standing").put("rank", rank).put("of", of);
            case ServerMessage.HeartbeatAck() -> out.put("type", "heartbeat_ack");
            case ServerMessage.ErrorMessage(var code, var text) ->
                out.put("type", "error").put("code", code).put("message", text);
        }
    }

    private static ServerMessage readAck(Fields in) {
        return new ServerMessage.RegistrationAck(
                in.string("workerId"),
                in.optionalString("workerSecret", 200),
                in.text("name", 40),
                in.smallInteger("heartbeatMs", 1),
                in.smallInteger("silenceLimitMs", 1),
                in.smallInteger("window", 1),
                in.smallInteger("maxFrameBytes", DataFrame.HEADER_BYTES + 4));
    }

    private static void writeAck(ServerMessage.RegistrationAck m, ObjectNode out) {
        out.put("type", "registration_ack").put("protocol", Protocol.VERSION).put("workerId", m.workerId());
        if (m.workerSecret() != null) {
            out.put("workerSecret", m.workerSecret());
        }
        out.put("name", m.name())
                .put("heartbeatMs", m.heartbeatMs())
                .put("silenceLimitMs", m.silenceLimitMs())
                .put("window", m.window())
                .put("maxFrameBytes", m.maxFrameBytes());
    }

    private static ServerMessage readTask(Fields in) {
        int rows = in.smallInteger("rows", 1);
        int inner = in.smallInteger("inner", 1);
        int cols = in.smallInteger("cols", 1);
        return new ServerMessage.ComputeTask(
                task(in),
                in.string("job"),
                in.smallInteger("chunk", 0),
                in.string("kernel"),
                rows,
                inner,
                cols,
                block(in.object("a"), rows, inner),
                block(in.object("b"), inner, cols));
    }

    private static void writeTask(ServerMessage.ComputeTask m, ObjectNode out) {
        out.put("type", "compute_task")
                .put("task", m.task().value())
                .put("job", m.job())
                .put("chunk", m.chunk())
                .put("kernel", m.kernel())
                .put("rows", m.rows())
                .put("inner", m.inner())
                .put("cols", m.cols());
        writeBlock(m.a(), out.putObject("a"));
        writeBlock(m.b(), out.putObject("b"));
    }

    private static Block block(Fields in, int rows, int cols) {
        return new Block(
                new BlockId(in.integer("block", 0, Protocol.MAX_INTEGER)),
                (int) in.integer("rows", rows, rows),
                (int) in.integer("cols", cols, cols),
                in.has("generate") ? generate(in.object("generate"), rows, cols) : null);
    }

    private static Generate generate(Fields in, int rows, int cols) {
        Generate generate = new Generate(
                in.string("generator"),
                in.decimal("seed"),
                Operand.valueOf(in.word("operand", OPERANDS)),
                in.smallInteger("firstRow", 0),
                in.smallInteger("firstCol", 0),
                in.smallInteger("stride", 1));
        if ((long) generate.firstCol() + cols > generate.stride()) {
            throw in.bad(
                    "firstCol",
                    "is " + generate.firstCol() + "; a block of " + cols + " columns there ends beyond stride "
                            + generate.stride());
        }
        if (((long) generate.firstRow() + rows) * generate.stride() > Protocol.MAX_INTEGER) {
            throw in.bad("firstRow", "is " + generate.firstRow() + "; its last index would be beyond 2^53 - 1");
        }
        return generate;
    }

    private static void writeBlock(Block block, ObjectNode out) {
        out.put("block", block.block().value()).put("rows", block.rows()).put("cols", block.cols());
        Generate generate = block.generate();
        if (generate != null) {
            out.putObject("generate")
                    .put("generator", generate.generator())
                    .put("seed", Long.toString(generate.seed()))
                    .put("operand", generate.operand().name())
                    .put("firstRow", generate.firstRow())
                    .put("firstCol", generate.firstCol())
                    .put("stride", generate.stride());
        }
    }

    private static List<BlockId> blocks(Fields in) {
        List<BlockId> blocks = new ArrayList<>();
        for (JsonNode block : in.array("blocks", 0, Protocol.MAX_RELEASED)) {
            if (!block.isIntegralNumber() || !block.canConvertToLong() || block.longValue() < 0) {
                throw in.bad("blocks", block, "each entry must be a JSON integer from 0 to 2^53 - 1");
            }
            blocks.add(new BlockId(block.longValue()));
        }
        return blocks;
    }

    static TaskId task(Fields in) {
        return new TaskId(in.integer("task", 0, Protocol.MAX_INTEGER));
    }
}
