package org.distributedbrain.server;

import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.Verification;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What {@code POST /api/v1/jobs} asks for, read field by field, so that each mistake gets its own sentence. */
sealed interface JobRequest permits JobRequest.OfFiles, JobRequest.OfSizes, KernelRequest {

    /** The product of two matrices that are uploaded or on the grid. */
    record OfFiles(Factor a, Factor b, @Nullable String label, JobOptions options) implements JobRequest {}

    /** Where one factor is. */
    sealed interface Factor {

        /** An uploaded file by the SHA-256 of its bytes, and what its owner calls it, if that was said. */
        record Uploaded(OperandId sha256, @Nullable String name) implements Factor {}

        /** A matrix on the grid by its id, the beginning of it, or its name. */
        record OnTheGrid(String idOrName) implements Factor {}
    }

    /** The product of two random matrices. */
    record OfSizes(
            MatmulSize size, @Nullable Long seed, @Nullable String label, JobOptions options) implements JobRequest {}

    Set<String> FILE_FIELDS = Set.of("kernel", "label", "partition", "priority", "verify", "a", "b");
    Set<String> SIZE_FIELDS =
            Set.of("kernel", "label", "partition", "priority", "verify", "rowsA", "colsA", "colsB", "seed");

    /** @throws BadInput naming the field */
    static JobRequest parse(byte[] body) {
        var json = RequestBody.object(
                body,
                "a job, for example {\"kernel\":\"matmul\",\"rowsA\":512,\"colsA\":512,\"colsB\":512,\"seed\":7}");
        var kernel = json.path("kernel");
        if (!kernel.asString("").equals(MatmulSource.KERNEL)) {
            return KernelRequest.parse(json);
        }
        var label = RequestBody.text(json.get("label"), "label");
        if (json.has("a") || json.has("b")) {
            RequestBody.refuseOthers(json, FILE_FIELDS);
            return new OfFiles(factor(json, "a"), factor(json, "b"), label, options(json));
        }
        RequestBody.refuseOthers(json, SIZE_FIELDS);
        var size = new MatmulSize(dimension(json, "rowsA"), dimension(json, "colsA"), dimension(json, "colsB"));
        return new OfSizes(size, seed(json.get("seed")), label, options(json));
    }

    private static JobOptions options(JsonNode json) {
        return new JobOptions(
                word(json, "partition", JobOptions.DEFAULT.partition()),
                word(json, "priority", JobOptions.DEFAULT.priority()),
                verification(json.get("verify")));
    }

    private static Verification verification(@Nullable JsonNode node) {
        return node == null
                ? JobOptions.DEFAULT.verification()
                : Verification.parse("verify", node.isString() ? node.asString() : node.toString());
    }

    private static <E extends Enum<E>> E word(JsonNode json, String field, E standard) {
        var node = json.get(field);
        return node == null
                ? standard
                : Words.parse(field, standard.getDeclaringClass(), node.isString() ? node.asString() : node.toString());
    }

    private static Factor factor(JsonNode json, String factor) {
        var node = json.path(factor);
        if (node.isObject() && node.path("operand").isString() && node.size() == 1) {
            return new Factor.OnTheGrid(node.path("operand").asString());
        }
        var fields = node.has("name") ? 2 : 1;
        if (!node.isObject() || !node.path("blob").isString() || node.size() != fields) {
            throw new BadInput("'" + factor
                    + "' must be {\"operand\":\"id of a matrix on the grid\"}, or {\"blob\":\"SHA-256 of an uploaded file\"},"
                    + " which may have a \"name\", not "
                    + RequestBody.shown(node) + ".");
        }
        return new Factor.Uploaded(
                BlobApi.checked(node.path("blob").asString()), RequestBody.text(node.get("name"), "name"));
    }

    private static int dimension(JsonNode json, String field) {
        var node = json.path(field);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new BadInput(field + " must be a whole number from 1 to " + Integer.MAX_VALUE + ", not "
                    + RequestBody.shown(node) + ".");
        }
        return node.intValue();
    }

    private static @Nullable Long seed(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new BadInput("seed must be a whole number of at most 64 bits, not " + RequestBody.shown(node) + ".");
        }
        return node.longValue();
    }
}
