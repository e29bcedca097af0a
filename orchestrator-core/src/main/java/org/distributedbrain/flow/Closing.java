package org.distributedbrain.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import org.distributedbrain.job.Job;

/**
 * How long this computer works on a job after its last byte came back: verification, the disk, the end of the result file. Recent jobs with results of
 * about the same length count most, and those that are compared in full are no measure for the others. Soft state.
 */
final class Closing {
    /** Three waits for a disk. */
    private static final double UNMEASURED_MS = 12;

    private static final int REMEMBERED = 64;

    /** How far two lengths may be apart, as natural logarithms, before one says little of the other. */
    private static final double WIDTH = 1;

    private static final double AGEING = 0.85;
    private static final double DOUBT = 0.01;

    private record Seen(boolean compared, double logBytes, double logMs) {}

    /** Newest first. */
    private final Deque<Seen> seen = new ArrayDeque<>();

    void add(Job job, double ms) {
        if (ms > 0) {
            seen.addFirst(new Seen(isCompared(job), Math.log(bytes(job)), Math.log(ms)));
            if (seen.size() > REMEMBERED) {
                seen.removeLast();
            }
        }
    }

    double ms(Job job) {
        boolean compared = isCompared(job);
        double logBytes = Math.log(bytes(job));
        double weights = DOUBT;
        double sum = DOUBT * Math.log(UNMEASURED_MS);
        double age = 1;
        for (Seen one : seen) {
            if (one.compared != compared) {
                continue;
            }
            double apart = (one.logBytes - logBytes) / WIDTH;
            double weight = Math.exp(-apart * apart / 2);
            weights += age * weight;
            sum += age * weight * one.logMs;
            age *= 1 - (1 - AGEING) * weight;
        }
        return Math.exp(sum / weights);
    }

    private static boolean isCompared(Job job) {
        return job.options().verification().comparesInFull(job.size());
    }

    private static double bytes(Job job) {
        return 4.0 * job.size().rowsA() * job.size().colsB();
    }
}
