package org.distributedbrain.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.distributedbrain.wire.ServerMessage.ComputeTile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a {@code compute_task} of a kernel without operands, both ways (docs/protocol.md §4). */
final class TileTasks {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,40}");

    private TileTasks() {}

    static ComputeTile read(Fields in) {
        int firstRow = in.smallInteger("firstRow", 0);
        int rows = (int) in.integer("rows", 1, Protocol.MAX_TILE_SIDE);
        int firstCol = in.smallInteger("firstCol", 0);
        int cols = (int) in.integer("cols", 1, Protocol.MAX_TILE_SIDE);
        within(in, "firstRow", firstRow, rows, "rows");
        within(in, "firstCol", firstCol, cols, "columns");
        return new ComputeTile(
                ServerMessages.task(in),
                in.string("job"),
                in.smallInteger("chunk", 0),
                in.string("kernel"),
                firstRow,
                rows,
                firstCol,
                cols,
                parameters(in.object("parameters")));
    }

    static void write(ComputeTile m, ObjectNode out) {
        out.put("type", "compute_task")
                .put("task", m.task().value())
                .put("job", m.job())
                .put("chunk", m.chunk())
                .put("kernel", m.kernel())
                .put("firstRow", m.firstRow())
                .put("rows", m.rows())
                .put("firstCol", m.firstCol())
                .put("cols", m.cols());
        ObjectNode parameters = out.putObject("parameters");
        new TreeMap<>(m.parameters()).forEach(parameters::put);
    }

    private static void within(Fields in, String field, int first, int length, String what) {
        if ((long) first + length > Integer.MAX_VALUE) {
            throw in.bad(field, "is " + first + "; " + length + " " + what + " from there end beyond 2^31 - 1");
        }
    }

    private static Map<String, String> parameters(Fields in) {
        if (in.object().size() > Protocol.MAX_PARAMETERS) {
            throw new ProtocolException(
                    ErrorCode.BAD_MESSAGE,
                    "There are " + in.object().size() + " entries in " + in.type() + "; at most "
                            + Protocol.MAX_PARAMETERS + " are allowed.");
        }
        Map<String, String> parameters = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : in.object().properties()) {
            String name = CleanText.shortened(entry.getKey(), 40);
            if (!NAME.matcher(entry.getKey()).matches()) {
                throw in.bad(name, "has a wrong name: 1 to 40 characters a-z, A-Z, 0-9, _ and - are allowed");
            }
            if (!entry.getValue().isString()) {
                throw in.bad(name, entry.getValue(), "it must be a string");
            }
            String value = entry.getValue().stringValue();
            if (CleanText.length(value) > Protocol.MAX_PARAMETER_LENGTH) {
                throw in.bad(
                        name,
                        "has " + CleanText.length(value) + " characters; at most " + Protocol.MAX_PARAMETER_LENGTH
                                + " are allowed");
            }
            parameters.put(entry.getKey(), value);
        }
        return parameters;
    }
}
