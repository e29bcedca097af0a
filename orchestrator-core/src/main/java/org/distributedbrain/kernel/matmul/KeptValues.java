package org.distributedbrain.kernel.matmul;

import java.lang.foreign.MemorySegment;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Verdict;

/**
 * Values that entered a result long ago, beside the same after {@link MatmulCheck#check} has looked at them again: what that computed anew must be
 * what is there, but for rounding. By then nothing is provably wrong; this asks for more, because nobody may touch up these values any more.
 */
final class KeptValues {
    /** As a part of a value itself, for its own rounding; and where there is next to nothing. */
    private static final double TOLERATED_OF_ITSELF = 1e-5;

    private static final double TOLERATED_AT_ALL = 64 * Float.MIN_VALUE;

    /**
     * Times the bound, as a part of the root mean square. Chosen, not derived: where terms cancel, a simulated engine that rounds towards zero was off by up
     * to 6.9 times the bound (12,000 tiles, docs/decisions/0014).
     */
    private static final double TOLERATED = 30;

    private final MemorySegment kept;
    private final MemorySegment computed;

    KeptValues(MemorySegment kept, MemorySegment computed) {
        this.kept = kept;
        this.computed = computed;
    }

    /** @param recorded the bound that was found when the values were accepted; 0 where that is not known */
    Verdict judge(Verdict.Passed passed, Chunk chunk, double recorded) {
        if (kept.mismatch(computed) < 0) {
            return passed;
        }
        Evidence evidence = passed.evidence();
        Double known = evidence.bound();
        double bound = known == null ? 0 : known;
        double rms = rms();
        double tolerated = TOLERATED * Math.max(Sensitivity.LIMIT, Math.max(bound, recorded)) * rms;
        double farthest = bound * rms;
        for (long at = kept.mismatch(computed) / 4 * 4; at < kept.byteSize(); at += 4) {
            float there = kept.get(Float32.LAYOUT, at);
            float right = computed.get(Float32.LAYOUT, at);
            if (Float.compare(there, right) == 0) {
                continue;
            }
            double off = Math.abs((double) there - right);
            double most = Math.max(tolerated, Math.max(TOLERATED_AT_ALL, TOLERATED_OF_ITSELF * Math.abs(right)));
            if (!Double.isFinite(off) || off > most) {
                return new Verdict.Wrong("C[%d, %d] is %s; the product there is %s."
                        .formatted(
                                chunk.firstRow() + at / 4 / chunk.cols(),
                                chunk.firstCol() + at / 4 % chunk.cols(),
                                there,
                                right));
            }
            farthest = Math.max(farthest, off);
        }
        return new Verdict.Passed(
                new Evidence(
                        evidence.vectors(),
                        evidence.worstResidual(),
                        evidence.rowsRecomputed(),
                        evidence.maxError(),
                        rms == 0 ? bound : farthest / rms,
                        evidence.missProbability()),
                passed.operations());
    }

    /** Of the finite values. */
    private double rms() {
        double squares = 0;
        for (long at = 0; at < kept.byteSize(); at += 4) {
            float x = kept.get(Float32.LAYOUT, at);
            squares += Float.isFinite(x) ? (double) x * x : 0;
        }
        return Math.sqrt(squares / (kept.byteSize() / 4));
    }
}
