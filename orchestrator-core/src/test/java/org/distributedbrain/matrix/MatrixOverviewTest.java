package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixOverviewTest {
    @TempDir
    Path folder;

    @Test
    void a_small_matrix_is_shown_value_by_value() {
        MatrixOverview seen = overview(2, 3, 100, 1, -2, 3, 4.5f, 0, 7);
        assertThat(seen.cellRows()).isEqualTo(2);
        assertThat(seen.cellCols()).isEqualTo(3);
        assertThat(seen.least()).containsExactly(1, -2, 3, 4.5f, 0, 7);
        assertThat(seen.most()).containsExactly(1, -2, 3, 4.5f, 0, 7);
        assertThat(seen.min()).isEqualTo(-2);
        assertThat(seen.max()).isEqualTo(7);
        assertThat(seen.mean()).isEqualTo(2.25);
    }

    @Test
    void what_is_not_finite_is_counted_and_left_out() {
        MatrixOverview seen = overview(2, 2, 100, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 5);
        assertThat(seen.nan()).isEqualTo(1);
        assertThat(seen.infinite()).isEqualTo(2);
        assertThat(seen.least()).containsExactly(Float.NaN, Float.NaN, Float.NaN, 5);
        assertThat(seen.mean()).isEqualTo(5);
        MatrixOverview none = overview(1, 1, 100, Float.NaN);
        assertThat(none.min()).isNaN();
        assertThat(none.max()).isNaN();
        assertThat(none.mean()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"64,64,8", "100,37,10", "3,1000,7", "1000,3,7", "17,17,16"})
    void every_value_is_in_the_one_cell_that_covers_it(int rows, int cols, int cells) {
        float[] values = new float[rows * cols];
        Random random = new Random(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        MatrixOverview seen = overview(rows, cols, cells, values);
        assertThat(seen.cellRows()).isLessThanOrEqualTo(cells);
        assertThat(seen.cellCols()).isLessThanOrEqualTo(cells);
        float[] least = new float[seen.cellRows() * seen.cellCols()];
        float[] most = new float[least.length];
        java.util.Arrays.fill(least, Float.POSITIVE_INFINITY);
        java.util.Arrays.fill(most, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < values.length; i++) {
            int cell = i / cols * seen.cellRows() / rows * seen.cellCols() + i % cols * seen.cellCols() / cols;
            least[cell] = Math.min(least[cell], values[i]);
            most[cell] = Math.max(most[cell], values[i]);
        }
        assertThat(seen.least()).isEqualTo(least);
        assertThat(seen.most()).isEqualTo(most);
    }

    @Test
    void a_result_is_read_where_it_lies_and_other_types_are_refused() throws Exception {
        Path file = folder.resolve("C.npy");
        try (Arena arena = Arena.ofConfined();
                ResultFile result = ResultFile.create(file, 2, 2)) {
            result.write(0, 2, 0, 2, segment(arena, 1, 2, 3, 4));
            result.seal();
        }
        assertThat(MatrixOverview.read(file, 10).max()).isEqualTo(4);
        assertThat(folder.toFile().list()).containsExactly("C.npy");

        Path counts = folder.resolve("counts.npy");
        try (Arena arena = Arena.ofConfined();
                ResultFile result = ResultFile.create(counts, 1, 1, ElementType.UINT32)) {
            result.write(0, 1, 0, 1, segment(arena, 1));
            result.seal();
        }
        assertThatThrownBy(() -> MatrixOverview.read(counts, 10))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("holds uint32");
    }

    private static MatrixOverview overview(int rows, int cols, int cells, float... values) {
        try (Arena arena = Arena.ofConfined()) {
            return MatrixOverview.of(segment(arena, values), rows, cols, cells);
        }
    }

    private static MemorySegment segment(Arena arena, float... values) {
        MemorySegment segment = arena.allocate(4L * values.length, 4);
        for (int i = 0; i < values.length; i++) {
            segment.set(Float32.LAYOUT, 4L * i, values[i]);
        }
        return segment;
    }
}
