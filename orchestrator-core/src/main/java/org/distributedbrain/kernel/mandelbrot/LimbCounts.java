package org.distributedbrain.kernel.mandelbrot;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * With numbers of any length, as two's complements of 64-bit limbs, lowest first. They are shifted to the left by what their length lacks of whole
 * limbs, so that there are always 8 bits before the point in the highest limb; the bits that are shifted in are kept 0.
 */
final class LimbCounts extends EscapeCounts {
    /** 4 in the highest limb, which has 56 bits behind the point. */
    private static final long FOUR = 4L << 56;

    private final int shift;
    private final long unused;
    private final long[] step;
    private final long[] re;
    private final long[] im;

    private final long[] zr;
    private final long[] zi;
    private final long[] seenR;
    private final long[] seenI;
    private int look;

    private final long[] absR;
    private final long[] absI;
    private final long[] r2;
    private final long[] i2;
    private final long[] ri;
    private final long[] sum;
    private final long[] wide;

    LimbCounts(PointGrid grid) {
        super(grid.iterations());
        int limbs = (grid.digits() + 3) / 4;
        this.shift = 64 * limbs - 16 * grid.digits();
        this.unused = -1L << shift;
        this.step = new long[limbs];
        this.re = new long[limbs];
        this.im = new long[limbs];
        this.zr = new long[limbs];
        this.zi = new long[limbs];
        this.seenR = new long[limbs];
        this.seenI = new long[limbs];
        this.absR = new long[limbs];
        this.absI = new long[limbs];
        this.r2 = new long[limbs];
        this.i2 = new long[limbs];
        this.ri = new long[limbs];
        this.sum = new long[limbs];
        this.wide = new long[2 * limbs];
        set(step, grid.step());
    }

    private void set(long[] limbs, BigInteger value) {
        BigInteger shifted = value.shiftLeft(shift);
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = shifted.shiftRight(64 * i).longValue();
        }
    }

    @Override
    void start(BigInteger re, BigInteger im) {
        set(this.re, re);
        set(this.im, im);
    }

    @Override
    void right() {
        Limbs.add(re, step, re);
    }

    @Override
    void reset() {
        Arrays.fill(zr, 0);
        Arrays.fill(zi, 0);
        Arrays.fill(seenR, 0);
        Arrays.fill(seenI, 0);
        look = 1;
    }

    @Override
    int steps(int from, int until) {
        for (int count = from; count < until; count++) {
            boolean negative = Limbs.abs(zr, absR) != Limbs.abs(zi, absI);
            Limbs.square(absR, wide);
            toNumber(r2);
            Limbs.square(absI, wide);
            toNumber(i2);
            Limbs.add(r2, i2, sum);
            if (beyondFour()) {
                return count;
            }
            Limbs.multiply(absR, absI, wide);
            toNumber(ri);
            Limbs.addTwice(im, ri, negative, zi);
            Limbs.subtract(r2, i2, sum);
            Limbs.add(sum, re, zr);
            if (Arrays.equals(zr, seenR) && Arrays.equals(zi, seenI)) {
                return iterations;
            }
            if (count + 1 == look) {
                System.arraycopy(zr, 0, seenR, 0, zr.length);
                System.arraycopy(zi, 0, seenI, 0, zi.length);
                look <<= 1;
            }
        }
        return until;
    }

    /** The product with its point where a number has it: 64·limbs − 8 bits are dropped, and those below the last digit. */
    private void toNumber(long[] number) {
        int limbs = number.length;
        for (int i = 0; i < limbs; i++) {
            number[i] = (wide[limbs + i] << 8) | (wide[limbs + i - 1] >>> 56);
        }
        number[0] &= unused;
    }

    private boolean beyondFour() {
        // As unsigned: the sum reaches 128, for c = ±8 ± 8i.
        int order = Long.compareUnsigned(sum[sum.length - 1], FOUR);
        if (order != 0) {
            return order > 0;
        }
        for (int i = 0; i < sum.length - 1; i++) {
            if (sum[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
