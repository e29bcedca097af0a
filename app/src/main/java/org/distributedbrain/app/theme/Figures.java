package org.distributedbrain.app.theme;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.distributedbrain.app.text.Texts;

/** Numbers as people read them: at most three or four digits, with their unit. */
public final class Figures {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    /** A duration in milliseconds: {@code 0.42 ms}, {@code 182 ms}, {@code 1.82 s}, {@code 2 min 03 s}, {@code 1 h 02 min}. */
    public static String duration(double millis) {
        if (millis < 1000) {
            return digits(millis) + " ms";
        }
        if (millis < 60_000) {
            return digits(millis / 1000) + " s";
        }
        long seconds = Math.round(millis / 1000);
        return seconds < 3600
                ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
                : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }

    /** Bytes in decimal units: {@code 1.05 MB}. */
    public static String bytes(double count) {
        int unit = 0;
        while (count >= 999.5 && unit < BYTES.length - 1) {
            count /= 1000;
            unit++;
        }
        return (unit == 0 ? whole(count) : digits(count)) + " " + BYTES[unit];
    }

    /** Millions of operations per second: {@code 9,440 Mops/s}. */
    public static String mops(double mops) {
        return (mops < 100 ? digits(mops) : whole(mops)) + " Mops/s";
    }

    /** How many floating-point operations: {@code 17.2 GFLOP}. */
    public static String operations(double operations) {
        return scaled(operations, "FLOP");
    }

    /** How many operations on whole numbers: {@code 17.2 Gop}. */
    public static String wholeOperations(double operations) {
        return scaled(operations, "op");
    }

    /** The same apart from its unit, where it would be read as a word: {@code 840 T ops}. */
    public static String credit(double operations) {
        return scaled(operations, " ops").replace("  ", " ");
    }

    private static String scaled(double count, String what) {
        String[] prefixes = {"", "k", "M", "G", "T", "P"};
        int unit = 0;
        while (count >= 999.5 && unit < prefixes.length - 1) {
            count /= 1000;
            unit++;
        }
        return (unit == 0 ? whole(count) : digits(count)) + " " + prefixes[unit] + what;
    }

    public static String percent(double percent) {
        return digits(percent) + " %";
    }

    /** A small error: {@code 3.1e-6}, or {@code 0}. */
    public static String error(double error) {
        return error == 0
                ? "0"
                : String.format(Locale.ROOT, "%.1e", error).replace("e-0", "e-").replace("e+0", "e+");
    }

    /** A whole number with separators: {@code 12,345}. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }

    /** Three significant digits below a thousand, whole numbers with separators above. */
    public static String digits(double number) {
        if (number >= 99.95) {
            return whole(number);
        }
        if (number >= 9.995) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
        return number == 0 ? "0" : String.format(Locale.ROOT, "%.2f", number);
    }

    /**
     * {@code 1 worker}, {@code 3 workers}.
     *
     * @param what the end of the key {@code theme.count.…} of its two words
     */
    public static String count(long number, String what) {
        String[] words = Texts.of("theme.count." + what).split("\\|");
        return whole(number) + " " + words[number == 1 ? 0 : 1];
    }

    /** Two significant digits below a hundred, whole numbers above: for what is not known better than that. */
    public static String rough(double number) {
        String pattern = number >= 9.95 || number == 0 ? "%,.0f" : number >= 0.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, number);
    }

    /** A duration in milliseconds to two digits: {@code 2.3 s}. */
    public static String roughDuration(double millis) {
        if (millis < 1000) {
            return rough(millis) + " ms";
        }
        return millis < 60_000 ? rough(millis / 1000) + " s" : duration(millis);
    }

    /** Bytes to two digits: {@code 25 MB}. */
    public static String roughBytes(double count) {
        int unit = 0;
        while (count >= 999.5 && unit < BYTES.length - 1) {
            count /= 1000;
            unit++;
        }
        return rough(count) + " " + BYTES[unit];
    }

    /** A value of a matrix, to six digits: {@code 0.123457}, {@code 1.5000e-12}, and a dash for what is not a number. */
    public static String value(double value) {
        return value(value, 6);
    }

    /** The same to fewer digits; infinity has its sign. */
    public static String value(double value, int digits) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        return value == 0 || (size >= 1e-3 && size < 1e6)
                ? new BigDecimal(value)
                        .round(new MathContext(digits))
                        .stripTrailingZeros()
                        .toPlainString()
                : String.format(Locale.ROOT, "%." + Math.max(0, digits - 2) + "e", value);
    }

    /** The day and the time of day. */
    public static String dateTime(Instant at, ZoneId zone) {
        return DATE_TIME.format(at.atZone(zone));
    }

    /** To the millisecond, with the zone. */
    public static String exact(Instant at, ZoneId zone) {
        return EXACT.format(at.atZone(zone));
    }

    /** The time of day. */
    public static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }
}
