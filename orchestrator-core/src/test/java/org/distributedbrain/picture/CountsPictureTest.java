package org.distributedbrain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.ElementType;
import org.distributedbrain.matrix.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsPictureTest {
    private static final OptionalInt INSIDE = OptionalInt.of(1000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1,1", "1,300", "300,1", "37,53"})
    void a_picture_has_a_pixel_for_every_count_and_the_inside_is_black(int rows, int cols) throws IOException {
        BufferedImage picture =
                picture(counts(rows, cols, (row, col) -> (row + col) % 7 == 0 ? 1000 : 1 + row * col % 50), INSIDE);
        assertThat(picture.getHeight()).isEqualTo(rows);
        assertThat(picture.getWidth()).isEqualTo(cols);
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                boolean black = (picture.getRGB(col, row) & 0xffffff) == 0;
                assertThat(black).as("pixel %d, %d", row, col).isEqualTo((row + col) % 7 == 0);
            }
        }
    }

    @Test
    void bands_of_one_count_become_a_smooth_course_of_colours() throws IOException {
        BufferedImage picture = picture(counts(4, 600, (row, col) -> 10 + col / 30), INSIDE);
        int jumps = 0;
        for (int col = 1; col < 600; col++) {
            int difference = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                difference = Math.max(
                        difference,
                        Math.abs((picture.getRGB(col, 1) >> shift & 0xff)
                                - (picture.getRGB(col - 1, 1) >> shift & 0xff)));
            }
            jumps += difference > 12 ? 1 : 0;
        }
        assertThat(jumps).isZero();
        assertThat(picture.getRGB(0, 1)).isNotEqualTo(picture.getRGB(599, 1));
    }

    @Test
    void colours_do_not_depend_on_where_a_large_picture_is_cut_for_shading() throws IOException {
        Random random = new Random(5);
        int[] line = random.ints(4, 1, 90).toArray();
        // 3 strips of 125 rows each, with margins of 75.
        Path file = counts(300, 16_000, (row, col) -> line[(row / 5 + col / 9) % 4] + row % 3);
        BufferedImage whole = picture(file, INSIDE);
        BufferedImage part =
                picture(counts(300, 90, (row, col) -> line[(row / 5 + (col + 8_001) / 9) % 4] + row % 3), INSIDE);
        for (int row = 0; row < 300; row++) {
            // About the same: the palettes are of different samples.
            assertThat(distance(whole.getRGB(8_046, row), part.getRGB(45, row)))
                    .as("row %d", row)
                    .isLessThan(40);
        }
    }

    private static int distance(int one, int other) {
        return Math.abs((one & 0xff) - (other & 0xff))
                + Math.abs((one >> 8 & 0xff) - (other >> 8 & 0xff))
                + Math.abs((one >> 16 & 0xff) - (other >> 16 & 0xff));
    }

    @Test
    void a_picture_of_nothing_but_the_inside_is_black_and_one_of_a_single_count_is_not() throws IOException {
        assertThat(picture(counts(3, 3, (row, col) -> 1000), INSIDE).getRGB(1, 1) & 0xffffff)
                .isZero();
        assertThat(picture(counts(3, 3, (row, col) -> 7), INSIDE).getRGB(1, 1) & 0xffffff)
                .isNotZero();
        assertThat(picture(counts(3, 3, (row, col) -> 1000), OptionalInt.empty())
                                .getRGB(1, 1)
                        & 0xffffff)
                .isNotZero();
    }

    @Test
    void counts_above_two_thousand_million_are_no_negative_numbers() throws IOException {
        int ordinary = Palette.of(new int[] {5, 10}, OptionalInt.empty()).colour(5);
        assertThat(Palette.of(new int[] {5, 0xf0000000}, OptionalInt.empty()).colour(5))
                .isEqualTo(ordinary);
    }

    @Test
    void a_matrix_of_other_numbers_is_refused() {
        Path file = folder.resolve("C.npy");
        try (ResultFile result = ResultFile.create(file, 2, 2);
                Arena arena = Arena.ofConfined()) {
            result.write(0, 2, 0, 2, arena.allocate(16));
            result.seal();
        }
        assertThatThrownBy(() -> CountsPicture.write(file, INSIDE, new ByteArrayOutputStream()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("holds float32, and a picture is made of counts");
    }

    private Path counts(int rows, int cols, IntBinaryOperator count) throws IOException {
        Path file = Files.createTempFile(folder, "counts", ".npy");
        int[] row = new int[cols];
        try (ResultFile result = ResultFile.create(file, rows, cols, ElementType.UINT32)) {
            for (int i = 0; i < rows; i++) {
                int at = i;
                Arrays.setAll(row, col -> count.applyAsInt(at, col));
                try (Arena arena = Arena.ofConfined()) {
                    result.write(i, 1, 0, cols, arena.allocateFrom(ValueLayout.JAVA_INT, row));
                }
            }
            result.seal();
        }
        return file;
    }

    /** Read back by a reader that is not ours. */
    private static BufferedImage picture(Path counts, OptionalInt inside) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        CountsPicture.write(counts, inside, png);
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }
}
