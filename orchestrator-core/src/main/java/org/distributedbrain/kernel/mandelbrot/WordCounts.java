package org.distributedbrain.kernel.mandelbrot;

import java.math.BigInteger;

/** With numbers of up to 64 bits, each in a long; their products in two. */
final class WordCounts extends EscapeCounts {
    static final int MAX_DIGITS = 4;

    private final int fraction;
    private final long step;
    private long re;
    private long im;

    private long zr;
    private long zi;
    private long seenR;
    private long seenI;
    private int look;

    WordCounts(PointGrid grid) {
        super(grid.iterations());
        this.fraction = grid.fraction();
        this.step = grid.step().longValueExact();
    }

    @Override
    void start(BigInteger re, BigInteger im) {
        this.re = re.longValueExact();
        this.im = im.longValueExact();
    }

    @Override
    void right() {
        re += step;
    }

    @Override
    void reset() {
        zr = 0;
        zi = 0;
        seenR = 0;
        seenI = 0;
        look = 1;
    }

    @Override
    int steps(int from, int until) {
        // In locals, so that they stay in registers.
        int fraction = this.fraction;
        long four = 4L << fraction;
        long re = this.re;
        long im = this.im;
        long zr = this.zr;
        long zi = this.zi;
        for (int count = from; count < until; count++) {
            long r2 = product(zr, zr, fraction);
            long i2 = product(zi, zi, fraction);
            // The sum reaches 2^63, for c = ±8 ± 8i.
            if (Long.compareUnsigned(r2 + i2, four) > 0) {
                return count;
            }
            long twice = 2 * product(Math.abs(zr), Math.abs(zi), fraction);
            zi = ((zr ^ zi) < 0 ? -twice : twice) + im;
            zr = r2 - i2 + re;
            if (zr == seenR && zi == seenI) {
                return iterations;
            }
            if (count + 1 == look) {
                seenR = zr;
                seenI = zi;
                look <<= 1;
            }
        }
        this.zr = zr;
        this.zi = zi;
        return until;
    }

    /** floor(x·y / 2^F) of a product that is not negative. */
    private static long product(long x, long y, int fraction) {
        return (Math.multiplyHigh(x, y) << (64 - fraction)) | ((x * y) >>> fraction);
    }
}
