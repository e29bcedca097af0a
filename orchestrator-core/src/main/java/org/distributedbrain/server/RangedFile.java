package org.distributedbrain.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** Sends a file, or the one range of it that was asked for (RFC 9110 §14), without holding it in memory. */
final class RangedFile {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private RangedFile() {}

    static void send(Context ctx, Path file, String contentType) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var size = channel.size();
            ctx.contentType(contentType).header("Accept-Ranges", "bytes");
            var range = RANGE.matcher(String.valueOf(ctx.header("Range")));
            long first = 0;
            long last = size - 1;
            if (range.matches() && !(range.group(1).isEmpty() && range.group(2).isEmpty())) {
                var from = range.group(1);
                var to = range.group(2);
                first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
                last = from.isEmpty() || to.isEmpty() ? last : Math.min(last, Long.parseLong(to));
                if (first > last) {
                    ctx.header("Content-Range", "bytes */" + size);
                    throw new Problem(
                            416, "The range " + range.group() + " is not in the file, which has " + size + " bytes.");
                }
                ctx.status(206).header("Content-Range", "bytes " + first + "-" + last + "/" + size);
            }
            copy(ctx, channel, first, last - first + 1);
        }
    }

    private static void copy(Context ctx, FileChannel file, long position, long count) throws IOException {
        ctx.res().setContentLengthLong(count);
        var out = Channels.newChannel(ctx.outputStream());
        for (var end = position + count; position < end; ) {
            var sent = file.transferTo(position, end - position, out);
            if (sent <= 0) {
                throw new IOException("The file became shorter while it was sent.");
            }
            position += sent;
        }
    }
}
