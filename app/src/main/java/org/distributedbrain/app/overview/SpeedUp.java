package org.distributedbrain.app.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/**
 * Measured throughput by the number of workers that computed (FR-015). A number counts once it has been the same for as long as the throughput is
 * averaged over. Jobs of another kernel have another unit of work: with them it begins anew.
 */
final class SpeedUp {
    /** Over so many seconds {@link org.distributedbrain.publish.Totals#gigaflops} is averaged. */
    static final int STEADY = 5;

    /** Numbers of workers that are kept apart. */
    static final int MOST = 512;

    /** So many seconds count at most, so that what is measured now is seen. */
    private static final int MEMORY = 60;

    /**
     * @param gigaflops measured with so many, in 10⁹ operations per second
     * @param times how many times that is of what one alone does
     */
    record Point(int workers, double gigaflops, double times) {}

    private record Mean(double value, int count) {
        Mean with(double next) {
            int now = Math.min(count + 1, MEMORY);
            return new Mean(value + (next - value) / now, now);
        }
    }

    private final TreeMap<Integer, Mean> means = new TreeMap<>();
    private @Nullable String kernel;
    private long second = Long.MIN_VALUE;
    private int most;
    private int steady;
    private int number;
    private double gigaflops;

    /** @param running the kernel of what runs now, or null while nothing does */
    void take(Snapshot snapshot, @Nullable String running) {
        if (running != null && !running.equals(kernel)) {
            kernel = running;
            means.clear();
            steady = 0;
        }
        long now = snapshot.at().getEpochSecond();
        if (now > second) {
            if (second != Long.MIN_VALUE) {
                ended(Math.min(now - second, STEADY));
            }
            second = now;
            most = 0;
        }
        most = Math.max(most, busy(snapshot));
        gigaflops = snapshot.totals().gigaflops();
    }

    /** A worker between two tasks is not idle: the most of each second counts. */
    private void ended(long seconds) {
        steady = most == number ? (int) Math.min(steady + seconds, STEADY) : 1;
        number = most;
        if (steady >= STEADY && number > 0 && gigaflops > 0 && (means.size() < MOST || means.containsKey(number))) {
            means.merge(number, new Mean(gigaflops, 1), (before, one) -> before.with(gigaflops));
        }
    }

    private static int busy(Snapshot snapshot) {
        return (int) snapshot.workers().stream().filter(SpeedUp::works).count();
    }

    private static boolean works(WorkerView worker) {
        return switch (worker.state()) {
            case COMPUTING, TRANSFERRING, DRAINING -> worker.unfinishedTasks() > 0;
            case IDLE, RESTING, FROZEN, QUARANTINED, GONE -> false;
        };
    }

    /**
     * By number of workers, the fewest first. The fewest that were measured are taken as that many times one alone.
     */
    List<Point> points() {
        if (means.isEmpty()) {
            return List.of();
        }
        double one = means.firstEntry().getValue().value() / means.firstKey();
        List<Point> points = new ArrayList<>();
        for (Map.Entry<Integer, Mean> entry : means.entrySet()) {
            double value = entry.getValue().value();
            points.add(new Point(entry.getKey(), value, value / one));
        }
        return points;
    }
}
