package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixPreviewTest {
    @TempDir
    Path folder;

    @Test
    void a_table_of_text_shows_its_first_values_and_all_of_it_at_a_glance() throws Exception {
        Path file = Files.writeString(folder.resolve("A.csv"), "a,b,c\n1,2,3\n4,nan,6\n7,8,-9\n");
        MatrixPreview seen = MatrixPreview.of(file, 100, 2);
        assertThat(seen.corner()).containsExactly(List.of(1f, 2f), List.of(4f, Float.NaN));
        assertThat(seen.overview().rows()).isEqualTo(3);
        assertThat(seen.overview().least()).containsExactly(1, 2, 3, 4, Float.NaN, 6, 7, 8, -9);
        assertThat(seen.overview().min()).isEqualTo(-9);
        assertThat(seen.overview().max()).isEqualTo(8);
        assertThat(seen.overview().mean()).isEqualTo(22.0 / 8);
        assertThat(seen.overview().nan()).isEqualTo(1);
    }

    @Test
    void a_file_that_holds_columns_is_shown_in_rows_whatever_its_type() throws Exception {
        // columns (1, 2), (3, 4), (5, 6) of float64, most significant byte first
        Path file = npy(">f8", true, 2, 3, 1, 2, 3, 4, 5, 6);
        MatrixPreview seen = MatrixPreview.of(file, 100, 9);
        assertThat(seen.corner()).containsExactly(List.of(1f, 3f, 5f), List.of(2f, 4f, 6f));
        assertThat(seen.overview().rows()).isEqualTo(2);
        assertThat(seen.overview().cellCols()).isEqualTo(3);
        assertThat(seen.overview().most()).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(folder.toFile().list()).containsExactly("m.npy");
    }

    @Test
    void no_more_cells_and_values_are_kept_than_were_asked_for() throws Exception {
        double[] values = new double[100 * 7];
        values[99 * 7 + 6] = 42;
        MatrixPreview seen = MatrixPreview.of(npy("<f8", false, 100, 7, values), 5, 3);
        assertThat(seen.overview().most()).hasSize(25).endsWith(42f);
        assertThat(seen.corner()).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(3));
    }

    @Test
    void what_no_job_could_use_cannot_be_seen_either() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        assertThatThrownBy(() -> MatrixPreview.of(empty, 9, 9))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is empty");
    }

    private Path npy(String type, boolean columns, int rows, int cols, double... values) throws Exception {
        String head = "{'descr': '%s', 'fortran_order': %s, 'shape': (%d, %d), }"
                .formatted(type, columns ? "True" : "False", rows, cols);
        String padded = head + " ".repeat(117 - head.length()) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded.length(), 0});
        out.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer data = ByteBuffer.allocate(8 * values.length)
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            data.putDouble(value);
        }
        out.writeBytes(data.array());
        return Files.write(folder.resolve("m.npy"), out.toByteArray());
    }
}
