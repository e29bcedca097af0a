package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/**
 * How fast workers are taken to be: as they were measured here; until then as they say themselves, if that is near what their kind usually is: who
 * claims more gets that little more work until its first results are back, and who claims less gets less.
 */
final class Speeds {
    /** Workers whose speeds are within this factor are taken to be equally fast: measurements are no better than that. */
    private static final double SAME = 1.4;

    private static final double USUAL_BYTES_A_SECOND = 50e6;
    private static final double USUAL_OVERHEAD_MS = 2;

    /** A claim counts up to so many times the usual, whatever it is. */
    private static final double BELIEVED = 4;

    /** And from so small a part of it on. */
    private static final double LEAST = 0.01;

    private Speeds() {}

    static Pace of(WorkerRecord worker) {
        Pace pace = worker.pace();
        return pace == null ? guess(worker.profile) : pace;
    }

    /** Whether the worker's speed was measured. */
    static boolean known(WorkerRecord worker) {
        return worker.pace() != null;
    }

    /** How long a task is expected to take a worker that has nothing else to do. */
    static double seconds(WorkerRecord worker, double operations, long bytesOut, long bytesIn) {
        Pace pace = of(worker);
        return pace.overheadMs() / 1e3
                + bytesOut / pace.outBytesPerSecond()
                + operations / pace.operationsPerSecond()
                + bytesIn / pace.inBytesPerSecond();
    }

    /** Of a worker of which nothing was measured here. */
    static Pace guess(WorkerProfile worker) {
        Capabilities told = worker.capabilities();
        return new Pace(
                believed(told.operationsPerSecond().get(worker.engine()), usualOperations(worker.engine())),
                believed(told.downBytesPerSecond(), USUAL_BYTES_A_SECOND),
                believed(told.upBytesPerSecond(), USUAL_BYTES_A_SECOND),
                USUAL_OVERHEAD_MS);
    }

    private static double believed(@Nullable Double told, double usual) {
        return told == null ? usual : Math.clamp(told, LEAST * usual, BELIEVED * usual);
    }

    private static double usualOperations(String engine) {
        return switch (engine) {
            case "webgpu" -> 200e9;
            case "blas" -> 50e9;
            case "vector" -> 30e9;
            case "wasm" -> 8e9;
            case "js" -> 1e9;
            default -> 5e9;
        };
    }

    /** The workers, fastest first, with equal figures for those that are about equally fast; otherwise as they came. */
    static List<Territories.Helper> ranked(List<WorkerRecord> workers) {
        List<WorkerRecord> sorted = new ArrayList<>(workers);
        sorted.sort(Comparator.comparingDouble(worker -> -of(worker).operationsPerSecond()));
        List<Territories.Helper> ranked = new ArrayList<>(sorted.size());
        int first = 0;
        while (first < sorted.size()) {
            double least = of(sorted.get(first)).operationsPerSecond() / SAME;
            int end = first;
            double sum = 0;
            while (end < sorted.size() && of(sorted.get(end)).operationsPerSecond() >= least) {
                sum += of(sorted.get(end++)).operationsPerSecond();
            }
            for (WorkerRecord worker :
                    workers) { // in the order they came, which does not change with every measurement
                double own = of(worker).operationsPerSecond();
                if (own >= of(sorted.get(end - 1)).operationsPerSecond()
                        && own <= of(sorted.get(first)).operationsPerSecond()) {
                    ranked.add(new Territories.Helper(worker, sum / (end - first)));
                }
            }
            first = end;
        }
        return ranked;
    }
}
