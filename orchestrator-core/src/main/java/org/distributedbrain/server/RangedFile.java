package org.distributedbrain.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends a file, or the one range of it that was asked for (RFC 9110 §14), without holding it in memory. */
final class RangedFile {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.header("Range", Schema.text(), "One range of bytes (RFC 9110, section 14)"),
            Parameter.header(
                    "If-Range", Schema.text(), "The range only if this is still the ETag; otherwise everything"),
            Parameter.header("If-None-Match", Schema.text(), "Nothing if this is still the ETag"));

    private RangedFile() {}

    /** @param etag of the content, which never changes under one name */
    static void send(Context ctx, Path file, String etag) throws IOException {
        ctx.header("ETag", etag).header("Accept-Ranges", "bytes");
        if (names(ctx.header("If-None-Match"), etag)) {
            ctx.status(304);
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var size = channel.size();
            ctx.contentType("application/octet-stream");
            var condition = ctx.header("If-Range");
            var wanted = condition == null || condition.equals(etag) ? ctx.header("Range") : null;
            var range = RANGE.matcher(String.valueOf(wanted));
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

    /** Whether one of a list of tags is this one; a weak one is as good here (RFC 9110, section 13.1.2). */
    private static boolean names(@Nullable String tags, String etag) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }

    private static void copy(Context ctx, FileChannel file, long position, long count) throws IOException {
        ctx.res().setContentLengthLong(count);
        if (ctx.method().equals(HandlerType.HEAD)) {
            return;
        }
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
