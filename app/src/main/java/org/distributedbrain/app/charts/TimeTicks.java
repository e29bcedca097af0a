package org.distributedbrain.app.charts;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The marks of a time axis in local time, from days to microseconds, on numbers that people count in. */
public final class TimeTicks {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        28 * DAY
    };

    /** Closer marks than that cannot be read. */
    private static final double GAP = 82;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss", Locale.ENGLISH);

    private TimeTicks() {}

    /** The marks that fit in a chart that is so many pixels wide, from left to right. */
    public static List<Tick> of(Viewport view, double width, ZoneId zone) {
        long step = step(view.span() * GAP / Math.max(1, width));
        return step < HOUR ? even(view, step, zone) : byTheCalendar(view, step, zone);
    }

    /** The whole date and time of a moment. */
    public static String full(double micros, ZoneId zone) {
        return FULL.format(local(micros, zone));
    }

    /** The time of day to the microsecond, as far as it has any: {@code 14:05:09.123}. */
    public static String exact(double micros, ZoneId zone) {
        long rounded = Math.round(micros);
        long fraction = Math.floorMod(rounded, SECOND);
        String digits = fraction % 1_000 == 0 ? "%03d".formatted(fraction / 1_000) : "%06d".formatted(fraction);
        return SECONDS.format(local(rounded, zone)) + "." + digits;
    }

    private static long step(double least) {
        for (long step : STEPS) {
            if (step >= least) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    /** Steps below an hour divide every hour, and zones differ by quarters of one at most: no calendar is needed. */
    private static List<Tick> even(Viewport view, long step, ZoneId zone) {
        List<Tick> ticks = new ArrayList<>();
        for (long at = (long) Math.ceil(view.from() / step) * step; at <= view.to(); at += step) {
            ticks.add(new Tick(at, label(at, step, zone), isMajor(at, step, zone)));
        }
        return ticks;
    }

    private static String label(long at, long step, ZoneId zone) {
        ZonedDateTime local = local(at, zone);
        if (step >= MINUTE) {
            return local.toLocalTime().toSecondOfDay() == 0 ? DATE.format(local) : MINUTES.format(local);
        }
        long fraction = Math.floorMod(at, SECOND);
        if (step >= SECOND || fraction == 0) {
            return SECONDS.format(local);
        }
        return step >= 1_000
                ? ".%03d".formatted(fraction / 1_000)
                : ".%03d %03d".formatted(fraction / 1_000, fraction % 1_000);
    }

    private static boolean isMajor(long at, long step, ZoneId zone) {
        if (step >= MINUTE) {
            return local(at, zone).getMinute() == 0;
        }
        return Math.floorMod(at, step >= SECOND ? MINUTE : SECOND) == 0;
    }

    /** Days are not all of 24 hours: the clock on the wall is counted. */
    private static List<Tick> byTheCalendar(Viewport view, long step, ZoneId zone) {
        List<Tick> ticks = new ArrayList<>();
        long hours = step / HOUR;
        LocalDateTime wall = local(view.from(), zone).toLocalDateTime().truncatedTo(ChronoUnit.DAYS);
        wall = wall.minusDays(hours < 24 ? 0 : Math.floorMod(wall.toLocalDate().toEpochDay(), hours / 24));
        double last = Double.NEGATIVE_INFINITY;
        for (double at = micros(wall, zone); at <= view.to(); at = micros(wall, zone)) {
            if (at >= view.from() && at > last) {
                boolean midnight = wall.toLocalTime().toSecondOfDay() == 0;
                ticks.add(new Tick(at, midnight ? DATE.format(wall) : MINUTES.format(wall), midnight));
                last = at;
            }
            wall = wall.plusHours(hours);
        }
        return ticks;
    }

    private static double micros(LocalDateTime wall, ZoneId zone) {
        return wall.atZone(zone).toEpochSecond() * 1e6;
    }

    private static ZonedDateTime local(double micros, ZoneId zone) {
        return Instant.EPOCH.plus((long) Math.floor(micros), ChronoUnit.MICROS).atZone(zone);
    }
}
