package org.distributedbrain.server;

import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.OperandId;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /api/v1/operands} asks for.
 *
 * @param blob an uploaded file
 * @param name what to call the matrix, or null for the name of the file
 */
record OperandRequest(OperandId blob, @Nullable String name) {
    private static final Set<String> FIELDS = Set.of("blob", "name");

    /** @throws BadInput naming the field */
    static OperandRequest parse(byte[] body) {
        var json = RequestBody.object(
                body, "a matrix, for example {\"blob\":\"SHA-256 of an uploaded file\",\"name\":\"B.npy\"}");
        RequestBody.refuseOthers(json, FIELDS);
        var blob = json.path("blob");
        if (!blob.isString()) {
            throw new BadInput("blob must be the SHA-256 of an uploaded file, not " + RequestBody.shown(blob) + ".");
        }
        return new OperandRequest(BlobApi.checked(blob.asString()), RequestBody.text(json.get("name"), "name"));
    }
}
