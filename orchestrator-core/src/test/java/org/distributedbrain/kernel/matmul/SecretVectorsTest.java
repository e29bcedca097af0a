package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import org.distributedbrain.job.SecretSeed;
import org.junit.jupiter.api.Test;

class SecretVectorsTest {
    private static final SecretSeed SEED = new SecretSeed("0123456789abcdef".repeat(4));

    @Test
    void entries_are_what_the_definition_says() throws Exception {
        double[][] r = new SecretVectors(SEED).columns(100, 20, new BitSet());
        for (int j = 0; j < 20; j++) {
            ByteBuffer text = ByteBuffer.allocate(32 + 9 + 8);
            for (int i = 0; i < 32; i++) {
                text.put((byte) Integer.parseInt(SEED.hex().substring(2 * i, 2 * i + 2), 16));
            }
            text.put("freivalds".getBytes()).putLong(100 + j);
            byte[] h = MessageDigest.getInstance("SHA-256").digest(text.array());
            double u = ((ByteBuffer.wrap(h).getLong(8) >>> 11) + 1) / Math.pow(2, 53);
            double v = (ByteBuffer.wrap(h).getLong(16) >>> 11) / Math.pow(2, 53);
            assertThat(r[0][j]).isEqualTo(h[0] % 2 == 0 ? -1 : 1);
            assertThat(r[1][j]).isCloseTo(Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v), within(1e-12));
            assertThat(r[2][j]).isCloseTo(Math.sqrt(-2 * Math.log(u)) * Math.sin(2 * Math.PI * v), within(1e-12));
        }
    }

    @Test
    void a_column_has_its_entries_wherever_a_block_begins_unless_it_is_left_out() {
        BitSet leftOut = new BitSet();
        leftOut.set(3);
        double[][] some = new SecretVectors(SEED).columns(7, 10, leftOut);
        double[][] all = new SecretVectors(SEED).columns(0, 17, new BitSet());
        for (int v = 0; v < 3; v++) {
            for (int j = 0; j < 10; j++) {
                assertThat(some[v][j]).isEqualTo(j == 3 ? 0 : all[v][7 + j]);
            }
        }
    }

    @Test
    void they_are_of_unit_variance_and_know_nothing_of_each_other() {
        int cols = 20_000;
        double[][] r =
                new SecretVectors(SecretVectors.seedFrom(new java.util.Random(4))).columns(0, cols, new BitSet());
        for (int v = 0; v < 3; v++) {
            assertThat(Arrays.stream(r[v]).sum() / cols).isCloseTo(0, within(0.03));
            assertThat(Arrays.stream(r[v]).map(x -> x * x).sum() / cols).isCloseTo(1, within(0.06));
            double[] other = r[(v + 1) % 3];
            double product = 0;
            for (int j = 0; j < cols; j++) {
                product += r[v][j] * other[j];
            }
            assertThat(product / cols).isCloseTo(0, within(0.03));
        }
    }

    @Test
    void no_two_seeds_are_the_same_and_none_is_told_by_accident() {
        SecretSeed seed = SecretVectors.freshSeed();
        assertThat(SecretVectors.freshSeed()).isNotEqualTo(seed);
        assertThat(String.valueOf(seed)).doesNotContain(seed.hex().substring(0, 6));
    }
}
