package org.distributedbrain.matrix;

/**
 * Philox4x32-10, a random generator without state: a block of 128 random bits is a function of a 128-bit counter and a 64-bit key. From
 * Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011; only 32-bit operations (and the high half of a
 * 32 × 32-bit product), so that it can be written with the same bits on any device.
 *
 * <p>It owns the scratch space in which many blocks are made at once: words lie apart in arrays, one word of every block in each, because
 * such loops become vector instructions. One thread's.
 */
final class Philox {
    /** How many blocks are made at once at most: their words stay in the first-level cache. */
    static final int MOST = 256;

    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW = 0xffffffffL;

    /** The words of the blocks, 32 bits each. */
    final long[] x0 = new long[MOST];

    final long[] x1 = new long[MOST];
    final long[] x2 = new long[MOST];
    final long[] x3 = new long[MOST];

    /** Makes the {@code count} blocks at counters {@code (low32(n), high32(n), c2, c3)} for {@code n} from {@code first} on. */
    void blocks(long first, int c2, int c3, int k0, int k1, int count) {
        for (int i = 0; i < count; i++) {
            x0[i] = (first + i) & LOW;
            x1[i] = (first + i) >>> 32;
            x2[i] = c2 & LOW;
            x3[i] = c3 & LOW;
        }
        int key0 = k0;
        int key1 = k1;
        for (int round = 0; round < ROUNDS; round++) {
            round(x0, x1, x2, x3, key0 & LOW, key1 & LOW, count);
            key0 += WEYL_0;
            key1 += WEYL_1;
        }
    }

    private static void round(long[] x0, long[] x1, long[] x2, long[] x3, long key0, long key1, int count) {
        for (int i = 0; i < count; i++) {
            // Masked here, although nothing is above: so the compiler sees a 32 × 32-bit product, for which there is
            // one instruction.
            long product0 = MULTIPLIER_0 * (x0[i] & LOW);
            long product1 = MULTIPLIER_1 * (x2[i] & LOW);
            x0[i] = (product1 >>> 32) ^ x1[i] ^ key0;
            x1[i] = product1 & LOW;
            x2[i] = (product0 >>> 32) ^ x3[i] ^ key1;
            x3[i] = product0 & LOW;
        }
    }
}
