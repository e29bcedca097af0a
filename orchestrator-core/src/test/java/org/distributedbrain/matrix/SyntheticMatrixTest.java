package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Operand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticMatrixTest {
    @TempDir
    private Path folder;

    /** The three lines "philox4x32 10" of kat_vectors in Random123 1.09. */
    @Test
    void philox_gives_the_published_known_answers() {
        assertThat(block(0, 0, 0, 0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(block(-1, -1, -1, -1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void values_follow_their_definition() {
        int[] block = block(2, 0, 1, 0, 0x89abcdef, 0x01234567);
        float expected = ((block[3] >>> 8) - 8388608) / 8388608f;
        assertThat(SyntheticMatrix.value(0x0123456789abcdefL, Operand.B, 11)).isEqualTo(expected);
        block = block(3, 1, 0, 0, 7, 0);
        expected = ((block[2] >>> 8) - 8388608) / 8388608f;
        assertThat(SyntheticMatrix.value(7, Operand.A, (1L << 34) + 14)).isEqualTo(expected);
    }

    @Test
    void a_matrix_holds_the_value_of_every_index() {
        try (Matrix matrix = SyntheticMatrix.create(Operand.B, 311, 701, -5, folder)) {
            for (int i = 0; i < 311; i++) {
                for (int j = 0; j < 701; j++) {
                    assertThat(matrix.at(i, j)).isEqualTo(SyntheticMatrix.value(-5, Operand.B, i * 701L + j));
                }
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void values_are_spread_evenly_from_minus_1_to_1() {
        try (Matrix matrix = SyntheticMatrix.create(Operand.A, 500, 400, 42, folder)) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 500; i++) {
                for (int j = 0; j < 400; j++) {
                    float value = matrix.at(i, j);
                    assertThat(value).isGreaterThanOrEqualTo(-1f).isLessThan(1f);
                    sum += value;
                    squares += value * value;
                }
            }
            // Seven standard deviations of the mean, and of the mean square, of 200,000 values.
            assertThat(sum / 200_000).isBetween(-0.009, 0.009);
            assertThat(squares / 200_000).isBetween(1 / 3.0 - 0.005, 1 / 3.0 + 0.005);
        }
    }

    @Test
    void sizes_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> SyntheticMatrix.create(Operand.A, 0, 5, 1, folder))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is 0×5");
        assertThatThrownBy(() -> SyntheticMatrix.create(Operand.A, 524_288, 524_288, 1, folder))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("The matrix needs 1 TiB in " + folder);
        assertThat(folder).isEmptyDirectory();
    }

    private static int[] block(int c0, int c1, int c2, int c3, int k0, int k1) {
        Philox philox = new Philox();
        philox.blocks((c0 & 0xffffffffL) | (long) c1 << 32, c2, c3, k0, k1, 1);
        return new int[] {(int) philox.x0[0], (int) philox.x1[0], (int) philox.x2[0], (int) philox.x3[0]};
    }
}
