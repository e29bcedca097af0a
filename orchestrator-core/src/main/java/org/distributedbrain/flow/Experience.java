package org.distributedbrain.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Estimate.Bound;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/**
 * What forecasts were wrong by: for a new one, the mean of truth / forecast over recent jobs in logarithms, in which jobs of about its size, bytes,
 * workers and bound count most, and newer ones more than older ones. Soft state, rebuilt from the history at start.
 */
final class Experience {
    private static final int REMEMBERED = 256;

    /** How far two jobs may be apart, as natural logarithms, before one says little of the other. */
    private static final double WIDTH = 0.8;

    private static final double OTHER_BOUND = 0.5;

    /** What every newer job leaves of an older one's weight. */
    private static final double AGEING = 0.8;

    /** The weight of no experience at all, which says that the forecast is right. */
    private static final double DOUBT = 0.1;

    /** One job that was stopped half way, by a worker that went or a machine that slept, teaches no more than this. */
    private static final double MOST = Math.log(8);

    /** What a forecast was made of, each figure as its logarithm. */
    private record Kind(double operations, double bytes, double workers, Bound bound) {
        static Kind of(double operations, double bytes, int workers, Bound bound) {
            return new Kind(Math.log(operations), Math.log(1 + bytes), Math.log(workers), bound);
        }

        double likeness(Kind other) {
            double apart = square(operations - other.operations) / 4
                    + square(bytes - other.bytes)
                    + square(workers - other.workers);
            return Math.exp(-apart / (2 * WIDTH * WIDTH)) * (bound == other.bound ? 1 : OTHER_BOUND);
        }

        private static double square(double value) {
            return value * value;
        }
    }

    private record Lesson(Kind kind, double log) {}

    /** Newest first. */
    private final Deque<Lesson> lessons = new ArrayDeque<>();

    /** A job is done. */
    void learn(JobView job) {
        Estimate estimate = job.estimate();
        Double predicted = estimate == null ? null : estimate.totalMs();
        Bound bound = estimate == null ? null : estimate.boundBy();
        if (estimate == null || predicted == null || bound == null || job.metrics() == null) {
            return;
        }
        double log = Math.log(job.metrics().totalMs() / (predicted / estimate.learned()));
        if (Double.isFinite(log)) {
            double bytes = (double) estimate.bytesOut() + estimate.bytesIn();
            Kind kind = Kind.of(job.size().operations(), bytes, estimate.workers(), bound);
            lessons.addFirst(new Lesson(kind, Math.clamp(log, -MOST, MOST)));
            if (lessons.size() > REMEMBERED) {
                lessons.removeLast();
            }
        }
    }

    /** What a forecast for such a job is to be multiplied with. */
    double factor(double operations, double bytes, int workers, @Nullable Bound bound) {
        if (bound == null) {
            return 1;
        }
        Kind kind = Kind.of(operations, bytes, workers, bound);
        double weights = DOUBT;
        double sum = 0;
        double age = 1;
        for (Lesson lesson : lessons) {
            double likeness = lesson.kind.likeness(kind);
            weights += age * likeness;
            sum += age * likeness * lesson.log;
            age *= 1 - (1 - AGEING) * likeness; // only by what happened since to jobs like it
        }
        return Math.exp(sum / weights);
    }
}
