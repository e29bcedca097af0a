package org.distributedbrain.kernel.mandelbrot;

/** Arithmetic of whole numbers in 64-bit limbs, lowest first, all of one length; what does not fit is lost. Results may be one of the factors where nothing else is said. */
final class Limbs {
    private Limbs() {}

    static void add(long[] x, long[] y, long[] sum) {
        long carry = 0;
        for (int i = 0; i < sum.length; i++) {
            long a = x[i];
            long partial = a + y[i];
            long whole = partial + carry;
            carry = below(partial, a) | below(whole, partial);
            sum[i] = whole;
        }
    }

    static void subtract(long[] x, long[] y, long[] difference) {
        long borrow = 0;
        for (int i = 0; i < difference.length; i++) {
            long a = x[i];
            long partial = a - y[i];
            long whole = partial - borrow;
            borrow = below(a, partial) | below(partial, whole);
            difference[i] = whole;
        }
    }

    /** x + 2·y, or x − 2·y when {@code minus}. */
    static void addTwice(long[] x, long[] y, boolean minus, long[] sum) {
        long inverted = minus ? -1 : 0;
        long carry = minus ? 1 : 0;
        long below = 0;
        for (int i = 0; i < sum.length; i++) {
            long twice = ((y[i] << 1) | (below >>> 63)) ^ inverted;
            below = y[i];
            long partial = x[i] + twice;
            long whole = partial + carry;
            carry = below(partial, twice) | below(whole, partial);
            sum[i] = whole;
        }
    }

    /** The magnitude of a two's complement. @return whether it was negative */
    static boolean abs(long[] x, long[] magnitude) {
        boolean negative = x[x.length - 1] < 0;
        long inverted = negative ? -1 : 0;
        long carry = negative ? 1 : 0;
        for (int i = 0; i < x.length; i++) {
            long whole = (x[i] ^ inverted) + carry;
            carry = below(whole, carry);
            magnitude[i] = whole;
        }
        return negative;
    }

    /** The whole product of two numbers without sign, which is twice as long and none of them. */
    static void multiply(long[] x, long[] y, long[] product) {
        int n = x.length;
        long carry = 0;
        for (int j = 0; j < n; j++) {
            long low = x[0] * y[j];
            long sum = low + carry;
            carry = Math.unsignedMultiplyHigh(x[0], y[j]) + below(sum, low);
            product[j] = sum;
        }
        product[n] = carry;
        for (int i = 1; i < n; i++) {
            product[n + i] = addProduct(x[i], y, 0, product, i);
        }
    }

    /** As {@link #multiply} of a number with itself, for about half the work. */
    static void square(long[] x, long[] product) {
        int n = x.length;
        // Every product of two different limbs once …
        product[0] = 0;
        long carry = 0;
        for (int j = 1; j < n; j++) {
            long low = x[0] * x[j];
            long sum = low + carry;
            carry = Math.unsignedMultiplyHigh(x[0], x[j]) + below(sum, low);
            product[j] = sum;
        }
        product[n] = carry;
        for (int i = 1; i < n; i++) {
            product[n + i] = addProduct(x[i], x, i + 1, product, i);
        }
        // … then twice, and the squares of the limbs.
        long below = 0;
        carry = 0;
        for (int i = 0; i < n; i++) {
            long low = product[2 * i];
            long high = product[2 * i + 1];
            long twiceLow = (low << 1) | (below >>> 63);
            long twiceHigh = (high << 1) | (low >>> 63);
            below = high;
            long squareLow = x[i] * x[i];
            long sum = twiceLow + squareLow;
            long whole = sum + carry;
            carry = below(sum, squareLow) | below(whole, sum);
            product[2 * i] = whole;
            long squareHigh = Math.unsignedMultiplyHigh(x[i], x[i]);
            sum = twiceHigh + squareHigh;
            whole = sum + carry;
            carry = below(sum, squareHigh) | below(whole, sum);
            product[2 * i + 1] = whole;
        }
    }

    /** Adds x·y, of y the limbs from {@code from} on, where limb {@code shift} of the product stands for 1. @return what is carried to the limb above the last */
    private static long addProduct(long x, long[] y, int from, long[] product, int shift) {
        long carry = 0;
        for (int j = from; j < y.length; j++) {
            long low = x * y[j];
            long sum = low + product[shift + j];
            long whole = sum + carry;
            carry = Math.unsignedMultiplyHigh(x, y[j]) + below(sum, low) + below(whole, sum);
            product[shift + j] = whole;
        }
        return carry;
    }

    /** 1 if x < y as numbers without sign, else 0. Without a branch, which a processor would guess wrong every other time. */
    static long below(long x, long y) {
        return ((~x & y) | ((~x | y) & (x - y))) >>> 63;
    }
}
