package org.distributedbrain.publish;

import java.util.Locale;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Estimate.Bound;
import org.jspecify.annotations.Nullable;

/** An estimate in plain words. Sizes and times have two digits: nothing is known better than that. */
public final class EstimateText {
    private EstimateText() {}

    /** For example: About 2.3 s on 8 workers; 25 MB out, 4.2 MB in; bound by the uplink. This computer alone: about 0.90 s, faster. */
    public static String sentence(Estimate estimate) {
        return grid(estimate) + local(estimate);
    }

    private static String grid(Estimate estimate) {
        Double total = estimate.totalMs();
        String bytes = bytes(estimate.bytesOut()) + " out, " + bytes(estimate.bytesIn()) + " in";
        if (total == null) {
            return "No worker is connected that could take part; at least " + bytes + ".";
        }
        return "About " + duration(total) + " on " + estimate.workers()
                + (estimate.workers() == 1 ? " worker; " : " workers; ") + bytes + bound(estimate.boundBy()) + ".";
    }

    private static String bound(@Nullable Bound bound) {
        return switch (bound) {
            case UPLINK -> "; bound by the uplink";
            case DOWNLINK -> "; bound by the downlink";
            case COMPUTE -> "; bound by the workers' arithmetic";
            case OVERHEAD -> "; bound by what every job costs, however small";
            case null -> "";
        };
    }

    private static String local(Estimate estimate) {
        Double local = estimate.localMs();
        return local == null
                ? ""
                : " This computer alone: about " + duration(local) + (estimate.localIsFaster() ? ", faster." : ".");
    }

    /** What came of it, for example: Took 2.1 s; 2.3 s was predicted, 9.5 % too long. Empty when nothing was predicted. */
    public static String truth(Estimate estimate, double trueMs) {
        Double total = estimate.totalMs();
        Double error = estimate.errorPercent(trueMs);
        if (total == null || error == null) {
            return "";
        }
        String off = Math.abs(error) < 0.5
                ? "as it was"
                : digits(Math.abs(error)) + " % too " + (error > 0 ? "long" : "short");
        return "Took " + duration(trueMs) + "; " + duration(total) + " was predicted, " + off + "." + local(estimate);
    }

    static String duration(double ms) {
        if (ms < 1_000) {
            return digits(ms) + " ms";
        }
        if (ms < 60_000) {
            return digits(ms / 1e3) + " s";
        }
        long seconds = Math.round(ms / 1e3);
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }

    static String bytes(double count) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (count >= 999.5 && unit < units.length - 1) {
            count /= 1_000;
            unit++;
        }
        return digits(count) + " " + units[unit];
    }

    /** Two significant digits below a hundred, whole numbers above. */
    private static String digits(double number) {
        String pattern = number >= 9.95 || number == 0 ? "%.0f" : number >= 0.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, number);
    }
}
