package org.distributedbrain.server;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobFilter.Sort;
import org.distributedbrain.publish.JobFilter.Stage;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;

/** Which jobs a request asks for: {@code from, until, kernel, minSize, maxSize, state, text, sort, order}, each of which may be left out. */
final class JobQuery {
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_SIDE = 1 << 30;
    private static final Schema DAY = Schema.matching("^\\d{4}-\\d{2}-\\d{2}(T.*Z)?$");

    /** The two directions of an order, as requests write them. */
    enum Order {
        ASCENDING,
        DESCENDING
    }

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.query("from", DAY, "Submitted then or later: a day or a moment in UTC"),
            Parameter.query("until", DAY, "Submitted before that"),
            Parameter.query("kernel", Schema.text(), "What they compute"),
            Parameter.query("minSize", Schema.whole(1, LONGEST_SIDE), "The longest side is at least so long"),
            Parameter.query("maxSize", Schema.whole(1, LONGEST_SIDE), "The longest side is at most so long"),
            Parameter.query(
                    "state", Schema.text(), "Any of unfinished, done, failed, cancelled, with commas between them"),
            Parameter.query("text", Schema.text(LONGEST_TEXT), "A part of the label, or the beginning of the id"),
            Parameter.query("sort", Schema.word(Sort.class).standard("submitted"), "What they are put in order by"),
            Parameter.query("order", Schema.word(Order.class).standard("descending"), "In which direction"));

    private JobQuery() {}

    /** @throws BadInput for a value that cannot be */
    static JobFilter filter(Context ctx) {
        var sort = ctx.queryParam("sort");
        var order = ctx.queryParam("order");
        return new JobFilter(
                moment(ctx, "from"),
                moment(ctx, "until"),
                kernel(ctx.queryParam("kernel")),
                side(ctx, "minSize"),
                side(ctx, "maxSize"),
                stages(ctx.queryParam("state")),
                text(ctx.queryParam("text")),
                sort == null ? Sort.SUBMITTED : Words.parse("sort", Sort.class, sort),
                order != null && Words.parse("order", Order.class, order) == Order.ASCENDING);
    }

    private static @Nullable Integer side(Context ctx, String name) {
        return ctx.queryParam(name) == null ? null : Query.whole(ctx, name, 1, LONGEST_SIDE);
    }

    private static @Nullable String kernel(@Nullable String name) {
        if (name != null
                && !name.equals(MatmulSource.KERNEL)
                && Kernels.find(name).isEmpty()) {
            throw new BadInput("There is no kernel '" + shortened(name) + "': there are " + Kernels.names() + ".");
        }
        return name;
    }

    private static Set<Stage> stages(@Nullable String words) {
        var stages = EnumSet.noneOf(Stage.class);
        if (words != null) {
            for (var word : words.split(",", Stage.values().length + 1)) {
                stages.add(Words.parse("state", Stage.class, word.strip()));
            }
        }
        return stages;
    }

    private static @Nullable String text(@Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new BadInput("text has " + text.length() + " characters: ask for at most " + LONGEST_TEXT + ".");
        }
        return text;
    }

    /** A moment, or the beginning of a day in UTC. */
    private static @Nullable Instant moment(Context ctx, String name) {
        var text = ctx.queryParam(name);
        if (text == null) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadInput(
                    name + "=" + shortened(text)
                            + " is no time: write a day or a moment in UTC, 2026-01-31 or 2026-01-31T09:30:00Z.",
                    e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
