package org.distributedbrain.kernel.mandelbrot;

import java.math.BigInteger;
import java.util.Map;
import org.distributedbrain.kernel.TileKernel.Place;

/** docs/protocol.md §4.1 word by word, with whole numbers of any length: slow, and with nothing in common with what it tests. */
final class MandelbrotReference {
    private final int fraction;
    private final BigInteger re;
    private final BigInteger im;
    private final BigInteger step;
    private final int iterations;

    MandelbrotReference(Map<String, String> parameters) {
        fraction = 16 * Integer.parseInt(parameters.get("digits")) - 8;
        re = new BigInteger(parameters.get("re"), 16);
        im = new BigInteger(parameters.get("im"), 16);
        step = new BigInteger(parameters.get("step"), 16);
        iterations = Integer.parseInt(parameters.get("iterations"));
    }

    int[] tile(Place place) {
        int[] counts = new int[place.rows() * place.cols()];
        for (int i = 0; i < counts.length; i++) {
            BigInteger row = BigInteger.valueOf(place.firstRow() + i / place.cols());
            BigInteger col = BigInteger.valueOf(place.firstCol() + i % place.cols());
            counts[i] = count(re.add(col.multiply(step)), im.subtract(row.multiply(step)));
        }
        return counts;
    }

    private int count(BigInteger cr, BigInteger ci) {
        BigInteger four = BigInteger.valueOf(4).shiftLeft(fraction);
        BigInteger zr = BigInteger.ZERO;
        BigInteger zi = BigInteger.ZERO;
        int count = 0;
        while (count < iterations) {
            BigInteger r2 = product(zr, zr);
            BigInteger i2 = product(zi, zi);
            if (r2.add(i2).compareTo(four) > 0) {
                break;
            }
            zi = product(zr, zi).shiftLeft(1).add(ci);
            zr = r2.subtract(i2).add(cr);
            count++;
        }
        return count;
    }

    /** Truncated toward zero, as BigInteger's division does. */
    private BigInteger product(BigInteger x, BigInteger y) {
        return x.multiply(y).divide(BigInteger.ONE.shiftLeft(fraction));
    }
}
