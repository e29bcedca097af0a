package org.distributedbrain.persist;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.distributedbrain.job.FileStamp;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.TileSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a job's operands come from, as the JSON object that the database holds. */
final class SourceText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SourceText() {}

    static String toJson(JobSource source) {
        return JSON.writeValueAsString(
                switch (source) {
                    case MatmulSource.Files(FileOperand a, FileOperand b) ->
                        Map.of("files", Map.of("a", file(a), "b", file(b)));
                    case MatmulSource.Synthetic(MatmulSize size, long seed) ->
                        Map.of(
                                "synthetic",
                                Map.of(
                                        "rowsA", size.rowsA(),
                                        "colsA", size.colsA(),
                                        "colsB", size.colsB(),
                                        "seed", seed));
                    case TileSource(
                            String kernel,
                            int rows,
                            int cols,
                            double operations,
                            SortedMap<String, String> parameters) ->
                        Map.of(
                                "tiles",
                                Map.of(
                                        "kernel", kernel,
                                        "rows", rows,
                                        "cols", cols,
                                        "operationsAnElement", operations,
                                        "parameters", parameters));
                });
    }

    private static Map<String, Object> file(FileOperand file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", file.path().toAbsolutePath().toString());
        if (file.name() != null) {
            fields.put("name", file.name());
        }
        OperandRef ref = file.ref();
        if (ref != null) {
            fields.put("operand", ref.id().value());
            fields.put("resident", ref.resident());
        }
        FileStamp stamp = file.stamp();
        if (stamp != null) {
            fields.put("bytes", stamp.bytes());
            fields.put("modifiedAt", stamp.modifiedAt().toString());
        }
        return fields;
    }

    static JobSource fromJson(String json) {
        JsonNode root = JSON.readTree(json);
        JsonNode tiles = root.get("tiles");
        if (tiles != null) {
            SortedMap<String, String> parameters = new TreeMap<>();
            tiles.get("parameters").forEachEntry((name, value) -> parameters.put(name, value.stringValue()));
            return new TileSource(
                    tiles.get("kernel").stringValue(),
                    tiles.get("rows").intValue(),
                    tiles.get("cols").intValue(),
                    tiles.get("operationsAnElement").doubleValue(),
                    parameters);
        }
        JsonNode synthetic = root.get("synthetic");
        if (synthetic != null) {
            MatmulSize size = new MatmulSize(
                    synthetic.get("rowsA").intValue(),
                    synthetic.get("colsA").intValue(),
                    synthetic.get("colsB").intValue());
            return new MatmulSource.Synthetic(size, synthetic.get("seed").longValue());
        }
        JsonNode files = root.get("files");
        return new MatmulSource.Files(file(files.get("a")), file(files.get("b")));
    }

    private static FileOperand file(JsonNode file) {
        String operand = text(file, "operand");
        String modifiedAt = text(file, "modifiedAt");
        return new FileOperand(
                Path.of(file.get("path").stringValue()),
                text(file, "name"),
                operand == null
                        ? null
                        : new OperandRef(
                                new OperandId(operand), file.get("resident").booleanValue()),
                modifiedAt == null ? null : new FileStamp(file.get("bytes").longValue(), Instant.parse(modifiedAt)));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null ? null : value.stringValue();
    }
}
