package org.distributedbrain.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/**
 * What a worker measures its link with, before it joins: {@code GET /probe?bytes=N} gives N bytes that cannot be compressed, and {@code POST /probe}
 * takes as many and forgets them. As open as the page's own files, and about as heavy.
 */
final class LinkProbe {
    private static final int MOST_BYTES = 1 << 20;

    private final byte[] noise = new byte[MOST_BYTES];

    LinkProbe() {
        new Random(1).nextBytes(noise);
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Link",
                "What a worker may measure its link with before it joins.",
                Route.get("/probe", Scope.PUBLIC, "Gives bytes that cannot be compressed", this::give)
                        .takes(Parameter.query(
                                "bytes", Schema.whole(1, MOST_BYTES).standard(MOST_BYTES), "How many"))
                        .answers(200, Content.BYTES),
                Route.post("/probe", Scope.PUBLIC, "Takes bytes and forgets them", LinkProbe::take)
                        .body(Content.BYTES)
                        .answers(204, "They have arrived")
                        .answers(413, "There are more than " + MOST_BYTES));
    }

    private void give(Context ctx) throws IOException {
        int bytes = Query.whole(ctx, "bytes", MOST_BYTES, MOST_BYTES);
        ctx.contentType("application/octet-stream").header("Cache-Control", "no-store");
        ctx.res().setContentLength(bytes);
        ctx.outputStream().write(noise, 0, bytes);
    }

    private static void take(Context ctx) throws IOException {
        byte[] passing = new byte[16 << 10];
        long taken = 0;
        try (InputStream in = ctx.bodyInputStream()) {
            for (int read = in.read(passing); read >= 0; read = in.read(passing)) {
                taken += read;
                if (taken > MOST_BYTES) {
                    throw new Problem(413, "A probe of the link sends at most " + MOST_BYTES + " bytes.");
                }
            }
        }
        ctx.header("Cache-Control", "no-store").status(204);
    }
}
