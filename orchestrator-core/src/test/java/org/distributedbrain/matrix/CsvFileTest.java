package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,1,2\n3,4,5\n",
                "0,1,2\n3,4,5",
                "0;1;2\r\n3;4;5\r\n",
                "0\t1\t2\n3\t4\t5\n",
                "\n\n0,1,2\n   \n3,4,5\n\n",
                "\uFEFF0,1,2\n3,4,5\n",
                "\"0\",\"1\",\"2\"\n 3 , 4.0e0,+5.\n",
                "0,1e0,.2e1\n3.0,4,5E+0\n"
            })
    void separators_blank_lines_quotes_and_number_forms_are_understood(String text) throws IOException {
        try (Matrix matrix = read(text)) {
            MatrixFileTest.assertHolds(matrix, 2, 3, i -> i);
            assertThat(matrix.notes()).isEmpty();
        }
    }

    @Test
    void a_first_line_with_anything_but_numbers_is_a_header_and_told() throws IOException {
        try (Matrix matrix = read("name;2020;2021\n0;1;2\n3;4;5\n")) {
            MatrixFileTest.assertHolds(matrix, 2, 3, i -> i);
            assertThat(matrix.notes())
                    .containsExactly("A.csv: the first line, which begins with 'name', was taken as column names.");
        }
    }

    @Test
    void nan_and_infinities_are_values() throws IOException {
        try (Matrix matrix = read("nan,NaN,-inf\nInfinity,+INF,1e39\n")) {
            assertThat(matrix.at(0, 0)).isNaN();
            assertThat(matrix.at(0, 1)).isNaN();
            assertThat(matrix.at(0, 2)).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(matrix.at(1, 0)).isEqualTo(Float.POSITIVE_INFINITY);
            assertThat(matrix.at(1, 1)).isEqualTo(Float.POSITIVE_INFINITY);
            assertThat(matrix.at(1, 2)).isEqualTo(Float.POSITIVE_INFINITY);
            assertThat(matrix.notes()).containsExactly("A.csv: 1 value beyond ±3.4e38 became infinite.");
        }
    }

    @Test
    void numbers_are_rounded_once_to_the_nearest_float32() throws IOException {
        // Rounded to float64 first, this would end on the wrong side of the middle.
        try (Matrix matrix = read("1.00000005960464477540,0.1\n")) {
            assertThat(matrix.at(0, 0)).isEqualTo(Math.nextUp(1f));
            assertThat(matrix.at(0, 1)).isEqualTo(0.1f);
        }
    }

    @Test
    void more_rows_than_one_batch_are_kept_in_order() throws IOException {
        int rows = 3000;
        int cols = 400;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows * cols; i++) {
            text.append(i % 1000).append(i % cols == cols - 1 ? '\n' : ',');
        }
        try (Matrix matrix = read(text.toString())) {
            MatrixFileTest.assertHolds(matrix, rows, cols, i -> i % 1000);
        }
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void a_csv_is_described_by_reading_it_through() throws IOException {
        Path file = Files.writeString(folder.resolve("A.csv"), "a,b\n1,2\n3,4\n5,6\n");
        assertThat(MatrixFile.describe(file)).isEqualTo(new MatrixInfo(3, 2, "text", false));
    }

    @Test
    void what_is_no_table_of_numbers_is_refused_with_its_place() {
        assertRefused("1,2\n3\n", "line 2, has 1 field where the first line has 2");
        assertRefused("1,2\n\n3,4,5\n", "line 3, has 3 fields where the first line has 2");
        assertRefused("1,2\n3,abc\n", "line 2, column 2, is 'abc', which is not a number");
        assertRefused("1,2\n3,\n", "line 2, column 2, is empty; write a number there, or nan.");
        assertRefused("1,2\n3,0x10\n", "is '0x10', which is not a number");
        assertRefused("1,2\n3,1f\n", "is '1f', which is not a number");
        assertRefused("1;2\n3;1,5\n", "is '1,5', which is not a number; write decimals with a point.");
        assertRefused("1,2\n3,\u0007" + "x".repeat(500) + "\n", "is '?" + "x".repeat(23) + "…', which");
        assertRefused("a,b\n", "has no line of numbers");
        assertRefused("\n\n", "has no line of numbers");
        assertRefused("1,2\n3," + "9".repeat(70_000) + "\n", "near line 2: a field is longer than 65536 characters");
    }

    private Matrix read(String text) throws IOException {
        return MatrixFile.read(Files.writeString(folder.resolve("A.csv"), text), folder.resolve("scratch"));
    }

    private void assertRefused(String text, String words) {
        assertThatThrownBy(() -> read(text).close())
                .as(text)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(words)
                .hasMessageContaining("A.csv");
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }
}
