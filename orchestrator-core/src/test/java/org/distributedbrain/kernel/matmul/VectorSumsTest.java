package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorSumsTest {
    @Test
    void every_length_gives_the_sums_of_the_plain_loop() {
        Random random = new Random(4);
        float[] values = new float[200];
        double[][] r = new double[3][300];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        for (double[] vector : r) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = random.nextGaussian();
            }
        }
        for (int count = 0; count <= values.length; count++) {
            int first = count % 100;
            double[] plain = new double[4];
            RowSums.plain(values, 0, count, r[0], r[1], r[2], first, plain);
            double[] sums = new double[4];
            int done = VectorSums.project(values, count, r[0], r[1], r[2], first, sums);
            assertThat(done).isBetween(Math.max(0, count - 31), count);
            RowSums.plain(values, done, count, r[0], r[1], r[2], first, sums);
            for (int v = 0; v < 4; v++) {
                assertThat(sums[v]).as("sum %d of %d values", v, count).isCloseTo(plain[v], within(1e-12 * count));
            }
        }
    }

    @Test
    void a_value_that_is_not_finite_shows_in_the_sum_of_squares() {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int at = 0; at < 64; at++) {
                float[] values = new float[64];
                values[at] = odd;
                double[] sums = new double[4];
                assertThat(VectorSums.project(values, 64, new double[64], new double[64], new double[64], 0, sums))
                        .isEqualTo(64);
                assertThat(sums[3]).isNotFinite();
            }
        }
    }

    @Test
    void the_largest_values_do_not_overflow() {
        float[] values = new float[64];
        Arrays.fill(values, Float.MAX_VALUE);
        double[] sums = new double[4];
        VectorSums.project(values, 64, new double[64], new double[64], new double[64], 0, sums);
        assertThat(sums[3]).isFinite();
    }

    /** From here on the other tests of this process verify with vectors. */
    @Test
    void a_rehearsal_makes_it_ready_or_gives_up_by_itself() {
        VectorSums.rehearse(() -> false);
        double[] sums = new double[4];
        new RowSums().project(MemorySegment.ofArray(new float[] {1, 2, 3}), 0, 3, new double[3][3], sums);
        assertThat(sums[3]).isEqualTo(14);
    }
}
