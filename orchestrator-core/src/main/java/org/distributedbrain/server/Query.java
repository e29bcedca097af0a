package org.distributedbrain.server;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;

/** Query parameters, each with its bounds. */
final class Query {
    /** Below the 30 s after which idle connections are closed, here and in most proxies. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

    private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s)");

    private Query() {}

    static int limit(Context ctx, int standard, int most) {
        return whole(ctx, "limit", standard, most);
    }

    /** A whole number from 1 to {@code most}; {@code standard} without it. */
    static int whole(Context ctx, String name, int standard, int most) {
        var text = ctx.queryParam(name);
        if (text == null) {
            return standard;
        }
        var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw new BadInput(name + "=" + text + " is not possible: use a whole number from 1 to " + most + ".");
        }
        return number;
    }

    /** The number of a task; without it one before all others. */
    static long task(Context ctx, String name) {
        var text = ctx.queryParam(name);
        if (text == null) {
            return Long.MIN_VALUE;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new BadInput(name + "=" + (text.length() <= 40 ? text : text.substring(0, 40) + "…")
                    + " is not the number of a task: use the 'next' of the page before.");
        }
        return Long.parseLong(text);
    }

    /** @throws BadInput when the text is no job id */
    static JobId jobId(String text) {
        try {
            return new JobId(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    "'" + (text.length() <= 80 ? text : text.substring(0, 80) + "…")
                            + "' is not a job id: it is a lower-case UUID.",
                    e);
        }
    }

    /** How long to wait for the end of a job: {@code 20s} or {@code 500ms}, not at all without it; longer waits are cut to 25 s. */
    static Duration await(Context ctx) {
        var text = ctx.queryParam("wait");
        if (text == null) {
            return Duration.ZERO;
        }
        var parts = WAIT.matcher(text);
        if (!parts.matches()) {
            throw new BadInput("wait=" + text + " is not a time: write for example 20s or 500ms, at most 25s.");
        }
        var amount = Long.parseLong(parts.group(1));
        var asked = parts.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
