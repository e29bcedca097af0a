package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2",
                ">u2", "<u4", ">u4", "<u8", ">u8"
            })
    void every_element_type_is_read_in_both_orders_and_all_versions(String dtype) throws IOException {
        double shift = dtype.charAt(1) == 'u' ? 0 : -20;
        for (boolean fortran : new boolean[] {false, true}) {
            for (int version = 1; version <= 3; version++) {
                NpyBytes npy =
                        NpyBytes.matrix(dtype, fortran, 5, 9, i -> i + shift).version(version);
                try (Matrix matrix = MatrixFile.read(npy.write(folder.resolve("A.npy")), scratch())) {
                    assertHolds(matrix, 5, 9, i -> i + shift);
                }
            }
        }
    }

    @Test
    void bools_are_read_as_0_and_1() throws IOException {
        Path file = NpyBytes.matrix("|b1", false, 2, 3, i -> i % 2).write(folder.resolve("A.npy"));
        try (Matrix matrix = MatrixFile.read(file, scratch())) {
            assertHolds(matrix, 2, 3, i -> i % 2);
        }
    }

    @Test
    void float32_is_mapped_where_it_lies_and_anything_else_leaves_no_scratch_file() throws IOException {
        Path exact = NpyBytes.matrix("<f4", false, 4, 4, i -> i).write(folder.resolve("A.npy"));
        try (Matrix matrix = MatrixFile.read(exact, scratch())) {
            assertThat(matrix.values().isReadOnly()).isTrue();
            assertThat(scratch()).doesNotExist();
        }
        Path converted = NpyBytes.matrix("<f8", false, 4, 4, i -> i).write(folder.resolve("B.npy"));
        Matrix matrix = MatrixFile.read(converted, scratch());
        matrix.close();
        matrix.close();
        assertThat(scratch()).isEmptyDirectory();
        assertThatThrownBy(() -> matrix.at(0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void values_that_begin_at_an_odd_place_are_read_too() throws IOException {
        NpyBytes npy = NpyBytes.matrix("<f4", false, 3, 3, i -> i);
        for (int alignment : new int[] {1, 3, 7}) {
            Path file = Files.write(folder.resolve("A.npy"), npy.bytes(alignment));
            try (Matrix matrix = MatrixFile.read(file, scratch())) {
                assertHolds(matrix, 3, 3, i -> i);
            }
        }
    }

    @Test
    void columns_are_turned_into_rows_across_bands_and_tiles() throws IOException {
        int rows = 1500;
        int cols = 3001;
        DoubleUnaryOperator value = i -> i % 30_011;
        Path file = NpyBytes.matrix("<u2", true, rows, cols, value).write(folder.resolve("A.npy"));
        try (Matrix matrix = MatrixFile.read(file, scratch())) {
            assertHolds(matrix, rows, cols, value);
        }
    }

    @Test
    void a_row_or_column_is_the_same_in_either_order() throws IOException {
        Path file = NpyBytes.matrix("<f4", true, 1, 6, i -> i).write(folder.resolve("A.npy"));
        try (Matrix matrix = MatrixFile.read(file, scratch())) {
            assertHolds(matrix, 1, 6, i -> i);
            assertThat(scratch()).doesNotExist();
        }
    }

    @Test
    void narrowing_is_reported_with_its_worst_change() throws IOException {
        assertThat(note("<f8", i -> i == 0 ? 1 + 0x1p-25 : 2))
                .isEqualTo("A.npy: float64 narrowed to float32; the largest relative change was 3.0e-8.");
        assertThat(note("<f8", i -> i)).isEqualTo("A.npy: float64 narrowed to float32; no value changed.");
        assertThat(note("<f8", i -> i == 0 ? 1e300 : i == 1 ? 1e-300 : i == 2 ? -1e39 : 1))
                .isEqualTo("A.npy: float64 narrowed to float32; "
                        + "2 values beyond ±3.4e38 became infinite; 1 value below 1.2e-38 lost digits or became 0.");
        assertThat(note("<i8", i -> i == 0 ? (1L << 24) + 1 : 5))
                .isEqualTo("A.npy: int64 narrowed to float32; the largest relative change was 6.0e-8.");
        assertThat(note("<u8", i -> i == 0 ? 0x1p63 + 0x1p62 : 5))
                .isEqualTo("A.npy: uint64 narrowed to float32; no value changed.");
        Path wide = NpyBytes.matrix("<f8", false, 1, 2, i -> i == 0 ? 1e300 : Double.NaN)
                .write(folder.resolve("A.npy"));
        try (Matrix matrix = MatrixFile.read(wide, scratch())) {
            assertThat(matrix.at(0, 0)).isEqualTo(Float.POSITIVE_INFINITY);
            assertThat(matrix.at(0, 1)).isNaN();
        }
    }

    @Test
    void unsigned_64_bit_numbers_round_to_the_nearest_float32() {
        Narrowing narrowing = new Narrowing();
        assertThat(narrowing.ofUnsigned(-1L)).isEqualTo(0x1p64f);
        assertThat(narrowing.ofUnsigned(Long.MIN_VALUE)).isEqualTo(0x1p63f);
        // Just above the middle between 2^63 and the next float32, where the lost bit decides.
        assertThat(narrowing.ofUnsigned(Long.MIN_VALUE + (1L << 39) + 1)).isEqualTo(Math.nextUp(0x1p63f));
        assertThat(narrowing.ofUnsigned(Long.MIN_VALUE + (1L << 39))).isEqualTo(0x1p63f);
        assertThat(narrowing.ofUnsigned(7)).isEqualTo(7f);
    }

    @Test
    void bytes_after_the_matrix_are_ignored_and_told() throws IOException {
        Path file = NpyBytes.matrix("<f4", false, 2, 2, i -> i).write(folder.resolve("A.npy"));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            out.write(new byte[5]);
        }
        try (Matrix matrix = MatrixFile.read(file, scratch())) {
            assertHolds(matrix, 2, 2, i -> i);
            assertThat(matrix.notes())
                    .containsExactly("A.npy: the 5 bytes after the matrix were ignored, as NumPy does.");
        }
    }

    @Test
    void a_file_describes_itself_without_being_read() throws IOException {
        Path file = NpyBytes.matrix(">f8", true, 3, 4, i -> i).write(folder.resolve("A.npy"));
        assertThat(MatrixFile.describe(file)).isEqualTo(new MatrixInfo(3, 4, "float64", true));
        assertThat(scratch()).doesNotExist();
    }

    @Test
    void headers_of_python_2_and_of_other_programs_are_understood() throws IOException {
        for (String header : new String[] {
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L), }",
            "{\"shape\":(2,1),\"fortran_order\":False,\"descr\":\"<f4\"}",
            " { 'shape' : ( 2 , 1 , ) , 'descr' : '<f4' , 'fortran_order' : True } "
        }) {
            Path file = NpyBytes.header(header).data(new byte[8]).write(folder.resolve("A.npy"));
            assertThat(MatrixFile.describe(file).rows()).as(header).isEqualTo(2);
        }
    }

    private String note(String dtype, DoubleUnaryOperator value) throws IOException {
        Path file = NpyBytes.matrix(dtype, false, 2, 2, value).write(folder.resolve("A.npy"));
        try (Matrix matrix = MatrixFile.read(file, scratch())) {
            assertThat(matrix.notes()).hasSize(1);
            return matrix.notes().getFirst();
        }
    }

    private Path scratch() {
        return folder.resolve("scratch");
    }

    static void assertHolds(Matrix matrix, int rows, int cols, DoubleUnaryOperator value) {
        assertThat(matrix.rows()).isEqualTo(rows);
        assertThat(matrix.cols()).isEqualTo(cols);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                float expected = (float) value.applyAsDouble((double) i * cols + j);
                if (matrix.at(i, j) != expected) {
                    assertThat(matrix.at(i, j)).as("[%d, %d]", i, j).isEqualTo(expected);
                }
            }
        }
    }
}
