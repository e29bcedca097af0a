package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.DiskFull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path folder;

    @Test
    void tiles_written_by_several_threads_make_one_npy_file() {
        Path target = folder.resolve("C.npy");
        ResultFile result = ResultFile.create(target, 100, 70);
        IntStream.range(0, 10 * 7).parallel().forEach(tile -> {
            try (Arena arena = Arena.ofConfined()) {
                int row = tile / 7 * 10;
                int col = tile % 7 * 10;
                result.write(row, 10, col, 10, tile(arena, row, 10, col, 10, 70));
                result.force();
            }
        });
        assertThat(target).doesNotExist();
        assertThat(result.seal()).isEqualTo(target);
        result.discard();
        assertThat(folder.resolve("C.npy.part")).doesNotExist();
        try (Matrix matrix = MatrixFile.read(target, folder)) {
            MatrixFileTest.assertHolds(matrix, 100, 70, i -> i);
            assertThat(matrix.notes()).isEmpty();
        }
    }

    @Test
    void tiles_written_together_are_each_in_their_place_whichever_are_neighbours() {
        Path target = folder.resolve("C.npy");
        List<int[]> places = new ArrayList<>();
        for (int[] row : new int[][] {{0, 3}, {3, 4}, {7, 3}}) {
            for (int[] col : new int[][] {{0, 5}, {5, 1}, {6, 10}, {16, 4}}) {
                places.add(new int[] {row[0], row[1], col[0], col[1]});
            }
        }
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(places, new Random(seed));
            try (ResultFile result = ResultFile.create(target, 10, 20);
                    Arena arena = Arena.ofConfined()) {
                int half = seed % places.size();
                for (List<int[]> together : List.of(places.subList(0, half), places.subList(half, places.size()))) {
                    result.write(together.stream()
                            .map(p -> result.tile(0, p[0], p[1], p[2], p[3], tile(arena, p[0], p[1], p[2], p[3], 20)))
                            .toList());
                }
                result.seal();
            }
            try (Matrix matrix = MatrixFile.read(target, folder)) {
                MatrixFileTest.assertHolds(matrix, 10, 20, i -> i);
            }
        }
    }

    @Test
    void rows_longer_than_one_write_are_whole() {
        int cols = 400_000;
        Path target = folder.resolve("C.npy");
        try (ResultFile result = ResultFile.create(target, 2, cols);
                Arena arena = Arena.ofConfined()) {
            result.write(List.of(
                    result.tile(0, 0, 2, 300_000, 100_000, tile(arena, 0, 2, 300_000, 100_000, cols)),
                    result.tile(0, 0, 2, 0, 300_000, tile(arena, 0, 2, 0, 300_000, cols))));
            result.seal();
        }
        try (Matrix matrix = MatrixFile.read(target, folder)) {
            MatrixFileTest.assertHolds(matrix, 2, cols, i -> i);
        }
    }

    @Test
    void the_head_is_that_of_numpy_and_the_values_begin_at_a_multiple_of_64() throws IOException {
        for (int[] size : new int[][] {{1, 1}, {12, 345}, {999_999, 1}}) {
            String head = new String(NpyHeader.of(ElementType.FLOAT32, size[0], size[1]), StandardCharsets.ISO_8859_1);
            assertThat(head)
                    .startsWith("\u0093NUMPY\u0001\u0000")
                    .contains(
                            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(size[0], size[1]))
                    .endsWith(" \n");
            assertThat(head.length() % 64).isZero();
        }
        Path target = folder.resolve("C.npy");
        try (ResultFile result = ResultFile.create(target, 1, 1);
                Arena arena = Arena.ofConfined()) {
            result.write(0, 1, 0, 1, arena.allocate(4));
            result.seal();
        }
        assertThat(Files.size(target)).isEqualTo(132);
    }

    @Test
    void whole_numbers_are_written_bit_for_bit_and_opened_again_as_what_they_are() throws IOException {
        Path target = folder.resolve("counts.npy");
        int[] counts = {0, 1, 0x7fffffff, 0x80000000, -1, 0x7fc00001};
        try (Arena arena = Arena.ofConfined()) {
            ResultFile begun = ResultFile.create(target, 2, 3, ElementType.UINT32);
            begun.suspend();
            assertThatThrownBy(() -> ResultFile.reopen(target, 2, 3, 1, List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is not a file of 2×3 float32");
            ResultFile result = ResultFile.reopen(target, 2, 3, 1, List.of(), ElementType.UINT32);
            assertThat(result.missingBytes()).isEqualTo(24);
            result.write(0, 1, 0, 3, arena.allocateFrom(ValueLayout.JAVA_INT, Arrays.copyOf(counts, 3)));
            result.write(1, 1, 0, 3, arena.allocateFrom(ValueLayout.JAVA_INT, Arrays.copyOfRange(counts, 3, 6)));
            result.seal();
        }
        assertThat(MatrixFile.describe(target)).isEqualTo(new MatrixInfo(2, 3, "uint32", false));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(target)).order(ByteOrder.LITTLE_ENDIAN);
        int[] found = new int[6];
        bytes.position(128).asIntBuffer().get(found);
        assertThat(found).isEqualTo(counts);
    }

    @Test
    void a_result_has_four_bytes_a_value() {
        assertThatThrownBy(() -> ResultFile.create(folder.resolve("C.npy"), 2, 2, ElementType.FLOAT64))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_incomplete_result_is_never_sealed_and_leaves_nothing() {
        try (ResultFile result = ResultFile.create(folder.resolve("C.npy"), 4, 4);
                Arena arena = Arena.ofConfined()) {
            result.write(0, 3, 0, 4, tile(arena, 0, 3, 0, 4, 4));
            assertThatThrownBy(result::seal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("12 of 16");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_sealed_result_replaces_an_older_one() throws IOException {
        Path target = Files.writeString(folder.resolve("C.npy"), "old");
        try (ResultFile result = ResultFile.create(target, 1, 2);
                Arena arena = Arena.ofConfined()) {
            assertThat(target).hasContent("old");
            result.write(0, 1, 0, 2, tile(arena, 0, 1, 0, 2, 2));
            result.seal();
        }
        assertThat(MatrixFile.describe(target)).isEqualTo(new MatrixInfo(1, 2, "float32", false));
    }

    @Test
    void tiles_outside_or_of_another_size_are_refused() {
        try (ResultFile result = ResultFile.create(folder.resolve("C.npy"), 4, 4);
                Arena arena = Arena.ofConfined()) {
            MemorySegment tile = arena.allocate(16);
            assertThatThrownBy(() -> result.write(3, 2, 0, 2, tile)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> result.write(0, 2, 3, 2, tile)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> result.write(-1, 2, 0, 2, tile)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> result.write(0, 2, 0, 3, tile)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_place_that_cannot_be_written_is_found_before_the_job_runs() {
        assertThatThrownBy(() -> ResultFile.create(folder, 2, 2))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a folder; name a file for the result.");
        assertThatThrownBy(() -> ResultFile.create(folder.resolve("none/C.npy"), 2, 2))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("does not exist; create it or name another.");
        assertThatThrownBy(() -> ResultFile.create(folder.resolve("C.npy"), 524_288, 524_288))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("The result needs 1 TiB in");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_disk_that_fills_is_said_in_a_sentence() {
        Path file = folder.resolve("C.npy");
        assertThat(DiskTrouble.refusal("The result", file, new IOException("No space left on device")))
                .isInstanceOf(DiskFull.class)
                .hasMessageEndingWith("C.npy: the disk is full; free some space there and submit it again.");
        assertThat(DiskTrouble.pause("The result", file, new IOException("No space left on device")))
                .endsWith("C.npy: the disk is full; free some space there, and the job goes on by itself.");
        assertThat(DiskTrouble.refusal("The result", file, new IOException("Input/output error")))
                .isNotInstanceOf(DiskFull.class)
                .hasMessageContaining("(Input/output error)");
    }

    private static MemorySegment tile(Arena arena, int row, int rows, int col, int cols, int allCols) {
        MemorySegment tile = arena.allocate(4L * rows * cols);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                tile.set(Float32.LAYOUT, 4L * (i * cols + j), (row + i) * allCols + col + j);
            }
        }
        return tile;
    }
}
