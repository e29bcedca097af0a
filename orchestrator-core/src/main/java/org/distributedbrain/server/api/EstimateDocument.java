package org.distributedbrain.server.api;

import java.util.Locale;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Estimate.Bound;
import org.distributedbrain.publish.EstimateText;
import org.jspecify.annotations.Nullable;

/**
 * What a job was, or would be, expected to take, in JSON.
 *
 * @param totalMs absent while no worker could take part
 * @param boundBy {@code uplink}, {@code downlink}, {@code compute} or {@code overhead}; absent with {@code totalMs}
 * @param localMs this computer alone, arithmetic only; absent while that was not measured
 * @param errorPercent how far the expectation was off, in percent of the truth, positive when it was too long; present once the job is done
 * @param sentence all of it in words
 */
public record EstimateDocument(
        @Nullable Double totalMs,
        long bytesOut,
        long bytesIn,
        @Nullable String boundBy,
        int workers,
        @Nullable Double localMs,
        boolean localIsFaster,
        @Nullable Double errorPercent,
        String sentence) {
    public static EstimateDocument of(Estimate estimate, @Nullable Double trueMs) {
        Bound bound = estimate.boundBy();
        return new EstimateDocument(
                estimate.totalMs(),
                estimate.bytesOut(),
                estimate.bytesIn(),
                bound == null ? null : bound.name().toLowerCase(Locale.ROOT),
                estimate.workers(),
                estimate.localMs(),
                estimate.localIsFaster(),
                trueMs == null ? null : estimate.errorPercent(trueMs),
                EstimateText.sentence(estimate));
    }
}
