package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
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
        byte[] inOrder = seal("inOrder.npy", false);
        byte[] shuffled = seal("shuffled.npy", true);
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
    void a_result_goes_on_where_another_process_left_it() throws IOException {
        byte[] whole = seal("whole.npy", false);
        Path path = folder.resolve("C.npy");
        ResultFile begun = begin("C.npy", order(false).subList(0, 70));
        begun.suspend();
        List<Chunk> chunks =
                order(false).subList(0, 70).stream().map(SplitResultTest::chunk).toList();
        ResultFile result = ResultFile.reopen(path, ROWS, COLS, PARTS, chunks);
        assertThatThrownBy(result::seal).isInstanceOf(IllegalStateException.class);
        order(false).subList(70, order(false).size()).forEach(tile -> write(result, tile));
        assertThat(Files.readAllBytes(result.seal())).isEqualTo(whole);
        result.close();

        List<Chunk> all = order(false).stream().map(SplitResultTest::chunk).toList();
        Files.createFile(folder.resolve("C.npy.planes"));
        ResultFile sealed = ResultFile.reopen(path, ROWS, COLS, PARTS, all);
        assertThat(sealed.seal()).isEqualTo(path);
        sealed.discard();
        assertThat(path).hasBinaryContent(whole);
        assertThat(Files.list(folder)).hasSize(2);
    }

    @Test
    void a_kill_after_the_result_was_complete_and_before_its_chunks_were_durable_costs_only_those_chunks()
            throws IOException {
        byte[] whole = seal("whole.npy", false);
        Path path = folder.resolve("C.npy");
        ResultFile complete = begin("C.npy", order(false));
        complete.seal();
        complete.suspend();
        List<Chunk> durable =
                order(false).subList(0, 70).stream().map(SplitResultTest::chunk).toList();
        ResultFile result = ResultFile.reopen(path, ROWS, COLS, PARTS, durable);
        assertThat(result.isComplete()).isFalse();
        order(false).subList(70, order(false).size()).forEach(tile -> write(result, tile));
        assertThat(Files.readAllBytes(result.seal())).isEqualTo(whole);
        result.close();
        assertThat(Files.list(folder)).hasSize(2);
    }

    @Test
    void what_is_not_whole_is_not_gone_on_with() throws IOException {
        Path path = folder.resolve("C.npy");
        List<Chunk> chunks = List.of(chunk(0));
        assertThatThrownBy(() -> ResultFile.reopen(path, ROWS, COLS, PARTS, chunks))
                .isInstanceOf(IOException.class);
        begin("C.npy", List.of(0)).suspend();
        assertThatThrownBy(() -> ResultFile.reopen(path, COLS, ROWS, PARTS, chunks))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ResultFile.reopen(path, ROWS, COLS, PARTS + 1, chunks))
                .isInstanceOf(IOException.class);
        Path planes = folder.resolve("C.npy.planes");
        byte[] bytes = Files.readAllBytes(planes);
        Files.write(planes, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> ResultFile.reopen(path, ROWS, COLS, PARTS, chunks))
                .isInstanceOf(IOException.class);
        Files.delete(planes);
        assertThatThrownBy(() -> ResultFile.reopen(path, ROWS, COLS, PARTS, chunks))
                .isInstanceOf(IOException.class);
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

    private byte[] seal(String name, boolean shuffle) throws IOException {
        ResultFile result = begin(name, order(shuffle));
        result.force();
        byte[] sealed = Files.readAllBytes(result.seal());
        result.close();
        return sealed;
    }

    private ResultFile begin(String name, List<Integer> tiles) {
        ResultFile result = ResultFile.create(folder.resolve(name), ROWS, COLS);
        result.split(PARTS);
        tiles.forEach(tile -> write(result, tile));
        return result;
    }

    private static List<Integer> order(boolean shuffle) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < (ROWS / TILE) * (COLS / TILE) * PARTS; i++) {
            order.add(i);
        }
        if (shuffle) {
            Collections.shuffle(order, new Random(0));
        }
        return order;
    }

    private static Chunk chunk(int index) {
        int row = index / PARTS / (COLS / TILE) * TILE;
        int col = index / PARTS % (COLS / TILE) * TILE;
        return new Chunk(
                new ChunkId(new JobId("00000000-0000-0000-0000-000000000001"), index),
                new OperandBlock(new BlockId(1), Operand.A, row, TILE, index % PARTS, 1),
                new OperandBlock(new BlockId(2), Operand.B, index % PARTS, 1, col, TILE),
                index % PARTS);
    }

    private static void write(ResultFile result, int index) {
        Chunk chunk = chunk(index);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment tile = arena.allocate(chunk.resultBytes());
            for (int j = 0; j < TILE * TILE; j++) {
                int at = (chunk.firstRow() + j / TILE) * COLS + chunk.firstCol() + j % TILE;
                tile.set(Float32.LAYOUT, 4L * j, value(chunk.part(), at));
            }
            result.write(chunk.part(), chunk.firstRow(), TILE, chunk.firstCol(), TILE, tile);
        }
    }

    /** So different in size that the order of a float32 sum would show. */
    private static float value(int part, int index) {
        return (float) (new Random(31L * index + part).nextGaussian() * (part == 1 ? 1e7 : 1));
    }
}
