package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowProductsTest {
    private static final int COLS = 1200;
    private static final int VECTORS = 2 * Dots.VECTORS;
    private static final BitSet NONE = new BitSet();

    private static final Arena arena = Arena.ofShared();
    private static final MemorySegment rows = arena.allocate(4L * Dots.ROWS * COLS, 64);
    private static final double[][] vectors = new double[VECTORS][COLS];

    private final double[][] sums = new double[Dots.ROWS][VECTORS];
    private final double[] squares = new double[Dots.ROWS];

    @BeforeAll
    static void draw() {
        Random random = new Random(4);
        for (int i = 0; i < Dots.ROWS * COLS; i++) {
            rows.setAtIndex(Float32.LAYOUT, i, (float) random.nextGaussian());
        }
        for (double[] vector : vectors) {
            Arrays.setAll(vector, i -> random.nextGaussian());
        }
    }

    @AfterAll
    static void free() {
        arena.close();
    }

    @Test
    void every_range_number_of_rows_and_choice_of_columns_left_out_gives_the_sums_as_they_are_written() {
        Random random = new Random(5);
        for (int length = 0; length <= COLS; length += length < 70 ? 1 : 97) {
            BitSet leftOut = new BitSet();
            for (int i = 0; i < length % 4; i++) {
                leftOut.set(random.nextInt(COLS));
            }
            int from = random.nextInt(COLS - length + 1);
            expectSums(1 + length % Dots.ROWS, from, from + length, leftOut);
        }
    }

    private void expectSums(int number, int from, int to, BitSet leftOut) {
        new RowProducts().multiply(rows, offsets(), number, from, to, vectors, leftOut, sums, squares);
        for (int i = 0; i < number; i++) {
            double square = 0;
            double[] expected = new double[VECTORS];
            for (int j = from; j < to; j++) {
                double x = leftOut.get(j) ? 0 : rows.getAtIndex(Float32.LAYOUT, (long) i * COLS + j);
                square += x * x;
                for (int v = 0; v < VECTORS; v++) {
                    expected[v] += x * vectors[v][j];
                }
            }
            assertThat(sums[i]).as("row %d, %d to %d", i, from, to).containsExactly(expected, within(1e-11));
            assertThat(squares[i]).isCloseTo(square, within(1e-11));
        }
    }

    private static long[] offsets() {
        return new long[] {0, 4L * COLS, 8L * COLS, 12L * COLS};
    }

    @Test
    void both_loops_give_the_same_sums() {
        float[][] strips = new float[Dots.ROWS][COLS];
        for (int i = 0; i < Dots.ROWS; i++) {
            MemorySegment.copy(rows, Float32.LAYOUT, offsets()[i], strips[i], 0, COLS);
        }
        for (int count = 0; count < 100; count++) {
            int first = count % 31;
            double[][] plain = new double[Dots.ROWS][VECTORS];
            double[] squaresOfPlain = new double[Dots.ROWS];
            Dots.plain(strips, count, vectors, Dots.VECTORS, first, plain, squaresOfPlain);
            double[][] fast = new double[Dots.ROWS][VECTORS];
            double[] squaresOfFast = new double[Dots.ROWS];
            Dots.vectors(rows, offsets(), count, vectors, Dots.VECTORS, first, fast, squaresOfFast);
            for (int i = 0; i < Dots.ROWS; i++) {
                assertThat(fast[i]).as("%d values of row %d", count, i).containsExactly(plain[i], within(1e-12));
            }
            assertThat(squaresOfFast).containsExactly(squaresOfPlain, within(1e-12));
        }
    }

    @Test
    void a_value_that_is_not_finite_shows_in_the_sum_of_squares_unless_it_is_left_out() {
        MemorySegment odd = arena.allocate(4 * 64, 64);
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int at = 0; at < 64; at++) {
                odd.fill((byte) 0);
                odd.setAtIndex(Float32.LAYOUT, at, value);
                new RowProducts().multiply(odd, new long[4], 1, 0, 64, vectors, NONE, sums, squares);
                assertThat(squares[0]).isNotFinite();
                new RowProducts()
                        .multiply(
                                odd,
                                new long[4],
                                1,
                                0,
                                64,
                                vectors,
                                BitSet.valueOf(new long[] {1L << at}),
                                sums,
                                squares);
                assertThat(squares[0]).isZero();
                assertThat(sums[0]).containsOnly(0);
            }
        }
    }

    @Test
    void the_largest_values_do_not_overflow() {
        MemorySegment large = arena.allocate(4 * 64, 64);
        for (int i = 0; i < 64; i++) {
            large.setAtIndex(Float32.LAYOUT, i, Float.MAX_VALUE);
        }
        new RowProducts().multiply(large, new long[4], 4, 64, vectors, sums, squares);
        assertThat(squares[3]).isFinite();
        assertThat(sums[3][0]).isFinite();
    }

    /** From here on the other tests of this process verify with vectors. */
    @Test
    void a_rehearsal_makes_it_ready_or_gives_up_by_itself_and_the_sums_stay_the_same() {
        Dots.rehearse(() -> false);
        every_range_number_of_rows_and_choice_of_columns_left_out_gives_the_sums_as_they_are_written();
    }
}
