package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results whose tiles come in parts. */
class SplitResultTest {
    private static final int ROWS = 300;
    private static final int COLS = 400;
    private static final int PARTS = 3;
    private static final int TILE = 50;

    @TempDir
    Path folder;

    @Test
    void parts_are_summed_in_their_order_whichever_came_first() throws IOException {
        byte[] inOrder = seal("inOrder.npy", new Random(0), false);
        byte[] shuffled = seal("shuffled.npy", new Random(0), true);
        assertThat(shuffled).isEqualTo(inOrder);
        try (Matrix sum = MatrixFile.read(folder.resolve("inOrder.npy"), folder)) {
            for (int i = 0; i < ROWS * COLS; i += 77) {
                double expected = 0;
                for (int part = 0; part < PARTS; part++) {
                    expected += value(part, i);
                }
                assertThat(sum.at(i / COLS, i % COLS)).isEqualTo((float) expected);
            }
        }
        assertThat(Files.list(folder)).hasSize(2);
    }

    @Test
    void a_result_without_one_of_its_parts_is_not_sealed_and_leaves_nothing() {
        try (ResultFile result = ResultFile.create(folder.resolve("C.npy"), ROWS, COLS)) {
            result.split(2);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment plane = arena.allocate(4L * ROWS * COLS);
                result.write(1, 0, ROWS, 0, COLS, plane);
                result.write(1, 0, ROWS, 0, COLS, plane);
                assertThat(result.isComplete()).isFalse();
                assertThatThrownBy(() -> result.write(2, 0, ROWS, 0, COLS, plane))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> result.write(0, 1, ROWS, 0, COLS, plane))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(result::seal).isInstanceOf(IllegalStateException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void more_parts_than_the_disk_holds_are_refused_beforehand() {
        try (ResultFile result = ResultFile.create(folder.resolve("C.npy"), ROWS, COLS)) {
            assertThatThrownBy(() -> result.split(4_000_000))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("The result needs ");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private byte[] seal(String name, Random random, boolean shuffle) throws IOException {
        List<Integer> order = new ArrayList<>();
        int tiles = (ROWS / TILE) * (COLS / TILE);
        for (int i = 0; i < tiles * PARTS; i++) {
            order.add(i);
        }
        if (shuffle) {
            Collections.shuffle(order, random);
        }
        ResultFile result = ResultFile.create(folder.resolve(name), ROWS, COLS);
        result.split(PARTS);
        for (int i : order) {
            int part = i % PARTS;
            int row = i / PARTS / (COLS / TILE) * TILE;
            int col = i / PARTS % (COLS / TILE) * TILE;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment tile = arena.allocate(4L * TILE * TILE);
                for (int j = 0; j < TILE * TILE; j++) {
                    int at = (row + j / TILE) * COLS + col + j % TILE;
                    tile.set(Float32.LAYOUT, 4L * j, value(part, at));
                }
                result.write(part, row, TILE, col, TILE, tile);
            }
        }
        result.force();
        return Files.readAllBytes(result.seal());
    }

    /** So different in size that the order of a float32 sum would show. */
    private static float value(int part, int index) {
        return (float) (new Random(31L * index + part).nextGaussian() * (part == 1 ? 1e7 : 1));
    }
}
