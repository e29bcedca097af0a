package org.distributedbrain.publish;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for, and in which order; what is null or empty does not matter.
 *
 * @param from submitted at that moment or later
 * @param until submitted before that moment
 * @param kernel by its name
 * @param smallest the largest side is at least so long, see {@link #largestSide}
 * @param largest the largest side is at most so long
 * @param stages one of these
 * @param text a part of the label in upper or lower case, or the beginning of the id
 * @param sort by what; the same come newest first, or oldest first where {@code ascending}
 */
public record JobFilter(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String kernel,
        @Nullable Integer smallest,
        @Nullable Integer largest,
        Set<Stage> stages,
        @Nullable String text,
        Sort sort,
        boolean ascending) {

    /** What has become of a job. */
    public enum Stage {
        UNFINISHED,
        DONE,
        FAILED,
        CANCELLED;

        public static Stage of(JobState state) {
            return switch (state) {
                case QUEUED, RUNNING, SEALING -> UNFINISHED;
                case DONE -> DONE;
                case FAILED -> FAILED;
                case CANCELLED -> CANCELLED;
            };
        }
    }

    /** What jobs are put in order by. One that has no such figure counts as less than those that have. */
    public enum Sort {
        SUBMITTED,
        /** The largest side. */
        SIZE,
        /** How long it took in all. */
        DURATION,
        /** Operations a second. */
        SPEED
    }

    /** All of them, newest first. */
    public static final JobFilter ALL =
            new JobFilter(null, null, null, null, null, Set.of(), null, Sort.SUBMITTED, false);

    public JobFilter {
        stages = Set.copyOf(stages);
        text = text == null || text.isBlank() ? null : text.strip();
    }

    /** Those of the same jobs with which it came to this. */
    public JobFilter of(Stage stage) {
        return new JobFilter(from, until, kernel, smallest, largest, Set.of(stage), text, sort, ascending);
    }

    /** The same jobs in another order. */
    public JobFilter sorted(Sort by, boolean ascendingThen) {
        return new JobFilter(from, until, kernel, smallest, largest, stages, text, by, ascendingThen);
    }

    /** The longest side of its matrices, or of its picture. */
    public static int largestSide(MatmulSize size) {
        return Math.max(size.rowsA(), Math.max(size.colsA(), size.colsB()));
    }

    /** Whether the job is one of those that are asked for. */
    public boolean admits(JobView job) {
        int side = largestSide(job.size());
        return (from == null || !job.submittedAt().isBefore(from))
                && (until == null || job.submittedAt().isBefore(until))
                && (kernel == null || kernel.equals(job.kernel()))
                && (smallest == null || side >= smallest)
                && (largest == null || side <= largest)
                && (stages.isEmpty() || stages.contains(Stage.of(job.state())))
                && (text == null || hasText(job, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean hasText(JobView job, String lower) {
        return job.label().toLowerCase(Locale.ROOT).contains(lower)
                || job.id().value().startsWith(lower);
    }

    /** The order that is asked for. */
    public Comparator<JobView> order() {
        Comparator<JobView> up = Comparator.comparingDouble(this::figure)
                .thenComparing(JobView::submittedAt)
                .thenComparing(job -> job.id().value());
        return ascending ? up : up.reversed();
    }

    private double figure(JobView job) {
        JobMetrics metrics = job.metrics();
        return switch (sort) {
            case SUBMITTED -> 0;
            case SIZE -> largestSide(job.size());
            case DURATION -> metrics == null ? Double.NEGATIVE_INFINITY : metrics.totalMs();
            case SPEED -> metrics == null ? Double.NEGATIVE_INFINITY : metrics.throughputMops();
        };
    }
}
