package org.distributedbrain.kernel.matmul;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.distributedbrain.job.SecretSeed;

/**
 * The secret vectors of one job, each column of B having its entries, made from the job's seed in a way that anybody can repeat once the seed is told:
 *
 * <pre>
 * h  = SHA-256(seed ‖ "freivalds" ‖ column as 64-bit big-endian integer)
 * r0 = +1 when the lowest bit of h[0] is set, else -1
 * u  = (h[8..15] as 64-bit big-endian integer >>> 11, plus 1) / 2^53,   v = (h[16..23] likewise >>> 11) / 2^53
 * r1 = √(-2 ln u)·cos(2πv),   r2 = √(-2 ln u)·sin(2πv)
 * </pre>
 *
 * The last two are independent and normal (G. E. P. Box and M. E. Muller, Annals of Mathematical Statistics 29, 1958).
 */
public final class SecretVectors {
    /** Its name in certificates. */
    public static final String GENERATOR = "sha256-box-muller-1";

    private static final byte[] LABEL = "freivalds".getBytes(StandardCharsets.US_ASCII);
    private static final int SEED_BYTES = 32;
    private static final double UNIT = 0x1p-53;

    private final byte[] seed;

    SecretVectors(SecretSeed seed) {
        this.seed = HexFormat.of().parseHex(seed.hex());
    }

    /** A seed that nobody can know. */
    public static SecretSeed freshSeed() {
        return seedFrom(new SecureRandom());
    }

    static SecretSeed seedFrom(RandomGenerator random) {
        byte[] bytes = new byte[SEED_BYTES];
        random.nextBytes(bytes);
        return new SecretSeed(HexFormat.of().formatHex(bytes));
    }

    /** The three vectors in {@code cols} columns from {@code firstCol} on; 0 in columns that are left out, counted from the first. */
    double[][] columns(int firstCol, int cols, BitSet leftOut) {
        MessageDigest sha256 = sha256();
        ByteBuffer hashed = ByteBuffer.allocate(SEED_BYTES + LABEL.length + Long.BYTES)
                .put(seed)
                .put(LABEL);
        int number = hashed.position();
        double[][] r = new double[Projection.VECTORS][cols];
        for (int j = leftOut.nextClearBit(0); j < cols; j = leftOut.nextClearBit(j + 1)) {
            hashed.putLong(number, firstCol + (long) j);
            ByteBuffer h = ByteBuffer.wrap(sha256.digest(hashed.array()));
            double u = ((h.getLong(8) >>> 11) + 1) * UNIT;
            double v = (h.getLong(16) >>> 11) * UNIT;
            double length = Math.sqrt(-2 * StrictMath.log(u));
            r[0][j] = (h.get(0) & 1) == 1 ? 1 : -1;
            r[1][j] = length * StrictMath.cos(2 * Math.PI * v);
            r[2][j] = length * StrictMath.sin(2 * Math.PI * v);
        }
        return r;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
