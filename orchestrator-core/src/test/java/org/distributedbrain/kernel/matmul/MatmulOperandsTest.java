package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.matrix.NpyBytes;
import org.distributedbrain.matrix.SyntheticMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatmulOperandsTest {
    @TempDir
    private Path folder;

    @Test
    void shapes_that_do_not_fit_are_refused_and_nothing_stays_open() throws IOException {
        Path a = NpyBytes.matrix("<f8", false, 3, 4, i -> i).write(folder.resolve("A.npy"));
        Path b = NpyBytes.matrix("<f8", false, 5, 6, i -> i).write(folder.resolve("B.npy"));
        assertThatThrownBy(() -> MatmulOperands.open(new MatmulSource.Files(a, b), scratch()))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "A is 3×4 and B is 5×6: A's columns (4) must equal B's rows (5); transpose or cut one of them.");
        assertThat(scratch()).isEmptyDirectory();
        assertThatThrownBy(() -> MatmulOperands.open(new MatmulSource.Files(a, folder.resolve("none")), scratch()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("does not exist");
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void a_block_is_a_slice_of_the_matrix_itself() throws IOException {
        try (MatmulOperands operands = Factors.open(3, 4, 5, counting(12), counting(20), folder)) {
            assertThat(operands.size()).isEqualTo(new MatmulSize(3, 4, 5));
            BlockContent content = operands.content(new OperandBlock(new BlockId(1), Operand.B, 1, 3, 2, 2));
            assertThat(content.rowStride()).isEqualTo(5);
            assertThat(content.values().byteSize()).isEqualTo(4 * (2 * 5 + 2));
            assertThat(content.values().address())
                    .isEqualTo(operands.b().values().address() + 4 * (5 + 2));
            assertThat(content.values().get(Float32.LAYOUT, 4 * (content.rowStride() + 1)))
                    .isEqualTo(13f);
            BlockContent last = operands.content(new OperandBlock(new BlockId(2), Operand.A, 2, 1, 0, 4));
            assertThat(last.values().get(Float32.LAYOUT, 12)).isEqualTo(11f);
            assertThatThrownBy(() -> operands.content(new OperandBlock(new BlockId(3), Operand.A, 2, 2, 0, 4)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nan_and_infinite_values_are_counted_and_told() throws IOException {
        float[] a = counting(12);
        a[1] = Float.NaN;
        a[2] = Float.NaN;
        a[3] = Float.NEGATIVE_INFINITY;
        a[11] = Float.NaN;
        float[] b = counting(20);
        b[7] = Float.POSITIVE_INFINITY;
        try (MatmulOperands operands = Factors.open(3, 4, 5, a, b, folder)) {
            assertThat(operands.notes())
                    .containsExactly(
                            "A holds 3 NaN and 1 infinite value, in 2 rows; they are computed as IEEE 754 says.",
                            "B holds 1 infinite value, in 1 column; they are computed as IEEE 754 says.");
        }
    }

    @Test
    void norms_are_those_of_rows_and_columns() throws IOException {
        int inner = 5000;
        float[] a = counting(2 * inner);
        float[] b = counting(inner * 600);
        try (MatmulOperands operands = Factors.open(2, inner, 600, a, b, folder)) {
            double row = 0;
            double col = 0;
            for (int p = 0; p < inner; p++) {
                row += (double) a[inner + p] * a[inner + p];
                col += (double) b[p * 600 + 599] * b[p * 600 + 599];
            }
            assertThat(operands.rowsOfA().squares()[1]).isCloseTo(row, Percentage.withPercentage(1e-9));
            assertThat(operands.columnsOfB().squares()[599]).isCloseTo(col, Percentage.withPercentage(1e-9));
        }
    }

    @Test
    void synthetic_operands_are_two_different_matrices_of_one_seed() {
        MatmulSize size = new MatmulSize(2, 3, 4);
        try (MatmulOperands operands = MatmulOperands.open(new MatmulSource.Synthetic(size, 9), scratch())) {
            assertThat(operands.size()).isEqualTo(size);
            assertThat(operands.notes()).isEmpty();
            assertThat(operands.a().at(1, 2)).isEqualTo(SyntheticMatrix.value(9, Operand.A, 5));
            assertThat(operands.b().at(2, 3)).isEqualTo(SyntheticMatrix.value(9, Operand.B, 11));
        }
        assertThat(Files.exists(scratch())).isTrue();
        assertThat(scratch()).isEmptyDirectory();
    }

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i % 1000;
        }
        return values;
    }

    private Path scratch() {
        return folder.resolve("scratch");
    }
}
