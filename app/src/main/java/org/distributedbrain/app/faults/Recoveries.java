package org.distributedbrain.app.faults;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.distributedbrain.publish.FaultView;

/**
 * How long it took until what was lost was with another worker.
 *
 * @param count of faults with such a time
 * @param medianMs NaN without any, like {@code worstMs}
 * @param late how many took longer than the limit
 */
record Recoveries(int count, double medianMs, double worstMs, int late) {

    static Recoveries of(List<FaultView> faults) {
        double[] times = faults.stream()
                .map(FaultText::recovery)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        if (times.length == 0) {
            return new Recoveries(0, Double.NaN, Double.NaN, 0);
        }
        int late =
                (int) Arrays.stream(times).filter(ms -> ms > FaultText.LIMIT_MS).count();
        return new Recoveries(times.length, times[times.length / 2], times[times.length - 1], late);
    }
}
