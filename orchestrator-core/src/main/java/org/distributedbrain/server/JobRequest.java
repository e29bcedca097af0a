package org.distributedbrain.server;

import java.util.Set;
import java.util.TreeSet;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What {@code POST /api/v1/jobs} asks for, read field by field, so that each mistake gets its own sentence. */
sealed interface JobRequest {

    /** The product of two uploaded files. */
    record OfFiles(FileRef a, FileRef b, @Nullable String label, JobOptions options) implements JobRequest {}

    /** An uploaded file by the SHA-256 of its bytes, and what its owner calls it, if that was said. */
    record FileRef(String sha256, @Nullable String name) {}

    /** The product of two random matrices. */
    record OfSizes(MatmulSize size, long seed, @Nullable String label, JobOptions options) implements JobRequest {}

    Set<String> FILE_FIELDS = Set.of("kernel", "label", "partition", "priority", "verify", "a", "b");
    Set<String> SIZE_FIELDS =
            Set.of("kernel", "label", "partition", "priority", "verify", "rowsA", "colsA", "colsB", "seed");
    int LONGEST_LABEL = 200;

    /** @throws BadInput naming the field */
    static JobRequest parse(byte[] body) {
        var json = object(body);
        var kernel = json.path("kernel");
        if (!kernel.isString() || !kernel.asString().equals("matmul")) {
            throw new BadInput("kernel must be \"matmul\", the only one there is, not " + shown(kernel) + ".");
        }
        var label = text(json.get("label"), "label");
        if (json.has("a") || json.has("b")) {
            refuseOthers(json, FILE_FIELDS);
            return new OfFiles(file(json, "a"), file(json, "b"), label, options(json));
        }
        refuseOthers(json, SIZE_FIELDS);
        var size = new MatmulSize(dimension(json, "rowsA"), dimension(json, "colsA"), dimension(json, "colsB"));
        return new OfSizes(size, seed(json.get("seed")), label, options(json));
    }

    private static JobOptions options(JsonNode json) {
        return new JobOptions(
                word(json, "partition", JobOptions.DEFAULT.partition()),
                word(json, "priority", JobOptions.DEFAULT.priority()),
                word(json, "verify", JobOptions.DEFAULT.verification()));
    }

    private static <E extends Enum<E>> E word(JsonNode json, String field, E standard) {
        var node = json.get(field);
        return node == null
                ? standard
                : Words.parse(field, standard.getDeclaringClass(), node.isString() ? node.asString() : node.toString());
    }

    private static JsonNode object(byte[] body) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            // Not the parser's own words: they speak of its options.
            var place = e.getLocation();
            var where = place == null || place.getLineNr() < 1
                    ? ""
                    : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw new BadInput(
                    "The body is not valid JSON" + where
                            + ": send one JSON object in UTF-8, each field once and nothing after it.",
                    e);
        }
        if (!json.isObject()) {
            throw new BadInput("The body must be a JSON object that describes a job, for example"
                    + " {\"kernel\":\"matmul\",\"rowsA\":512,\"colsA\":512,\"colsB\":512,\"seed\":7}.");
        }
        return json;
    }

    private static void refuseOthers(JsonNode json, Set<String> known) {
        for (var field : json.propertyNames()) {
            if (!known.contains(field)) {
                throw new BadInput("The field '" + cut(field) + "' is unknown here: use "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private static FileRef file(JsonNode json, String factor) {
        var node = json.path(factor);
        var fields = node.has("name") ? 2 : 1;
        if (!node.isObject() || !node.path("blob").isString() || node.size() != fields) {
            throw new BadInput("'" + factor
                    + "' must be {\"blob\":\"SHA-256 of an uploaded file\"} and may have a \"name\", not "
                    + shown(node) + ".");
        }
        return new FileRef(BlobApi.checked(node.path("blob").asString()), text(node.get("name"), "name"));
    }

    private static int dimension(JsonNode json, String field) {
        var node = json.path(field);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new BadInput(
                    field + " must be a whole number from 1 to " + Integer.MAX_VALUE + ", not " + shown(node) + ".");
        }
        return node.intValue();
    }

    private static long seed(@Nullable JsonNode node) {
        if (node == null) {
            return 0;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new BadInput("seed must be a whole number of at most 64 bits, not " + shown(node) + ".");
        }
        return node.longValue();
    }

    private static @Nullable String text(@Nullable JsonNode node, String field) {
        if (node == null) {
            return null;
        }
        if (!node.isString() || node.asString().isBlank() || node.asString().length() > LONGEST_LABEL) {
            throw new BadInput(
                    field + " must be a text of 1 to " + LONGEST_LABEL + " characters, not " + shown(node) + ".");
        }
        return node.asString().replaceAll("\\p{C}", " ").strip();
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "absent" : cut(node.toString());
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
