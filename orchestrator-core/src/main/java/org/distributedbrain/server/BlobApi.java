package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.SUBMIT;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.persist.Blobs;

/** Operand files in: {@code PUT /api/v1/blobs/{sha256}?name=A.npy}, the file's own bytes as the body; {@code HEAD} asks whether one is there. */
final class BlobApi {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_NAME = 100;
    private static final Parameter ID =
            Parameter.path("sha256", Schema.matching("^[0-9a-f]{64}$"), "The SHA-256 of its bytes");

    private final Blobs blobs;
    private final long maxBytes;

    BlobApi(Blobs blobs, long maxBytes) {
        this.blobs = blobs;
        this.maxBytes = maxBytes;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Files",
                "Operand files, known by the SHA-256 of their bytes.",
                Route.put("/api/v1/blobs/{sha256}", SUBMIT, "Uploads a matrix: .npy or CSV", this::put)
                        .takes(
                                ID,
                                Parameter.query(
                                        "name",
                                        Schema.text(LONGEST_NAME).standard("matrix.npy"),
                                        "What its owner calls it; .npy decides that it is one"))
                        .body(Content.BYTES)
                        .answers(201, "It has arrived")
                        .answers(204, "It was there already")
                        .answers(413, "It is longer than " + maxBytes + " bytes")
                        .answers(507, "The disk of the data folder has no room for it"),
                Route.head("/api/v1/blobs/{sha256}", SUBMIT, "Asks whether a file is there", this::head)
                        .takes(ID)
                        .answers(204, "It is")
                        .answers(404, "It is not"));
    }

    private void put(Context ctx) throws IOException {
        var sha256 = checked(ctx.pathParam("sha256"));
        if (ctx.isMultipart() || ctx.isFormUrlencoded()) {
            throw new Problem(415, "A form cannot be taken: send the file's own bytes as application/octet-stream.");
        }
        var name = name(ctx);
        if (blobs.claim(sha256)) {
            ctx.status(204);
            return;
        }
        var announced = ctx.req().getContentLengthLong();
        try (var upload = BlobUpload.receive(
                blobs.folder(), sha256.value(), maxBytes, announced, ctx.req().getInputStream())) {
            ctx.status(blobs.admit(upload.complete(), sha256, name) ? 201 : 204);
        }
    }

    private void head(Context ctx) {
        ctx.status(blobs.claim(checked(ctx.pathParam("sha256"))) ? 204 : 404);
    }

    static OperandId checked(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new BadInput(
                    "'" + shortened(sha256) + "' is not a SHA-256: write 64 hexadecimal digits in lower case.");
        }
        return new OperandId(sha256);
    }

    /** The last part of the given name without control characters; {@code .npy} decides that it is one, any other ending means CSV. */
    private static String name(Context ctx) {
        var given = ctx.queryParam("name");
        if (given == null) {
            return "matrix.npy";
        }
        var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var clean = last.replaceAll("\\p{C}", "").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new BadInput(
                    "A file name of " + clean.length() + " characters is not possible: use 1 to " + LONGEST_NAME + ".");
        }
        return clean;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
