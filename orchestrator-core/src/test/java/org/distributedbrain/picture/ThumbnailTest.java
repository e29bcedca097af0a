package org.distributedbrain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.distributedbrain.matrix.ElementType;
import org.distributedbrain.matrix.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailTest {
    @TempDir
    Path folder;

    @Test
    void what_is_written_of_a_growing_result_is_seen_and_the_rest_is_clear() throws Exception {
        Path path = folder.resolve("counts.npy");
        try (ResultFile result = ResultFile.create(path, 40, 80, ElementType.UINT32);
                Arena arena = Arena.ofConfined()) {
            MemorySegment tile = arena.allocate(4L * 20 * 80, 8);
            for (int i = 0; i < 20 * 80; i++) {
                tile.setAtIndex(ValueLayout.JAVA_INT, i, i < 80 ? 100 : 1 + i % 50);
            }
            result.write(20, 20, 0, 80, tile);
            result.force();
            Thumbnail half = Thumbnail.of(ResultFile.partPath(path), OptionalInt.of(100), 40);
            assertThat(half.width()).isEqualTo(40);
            assertThat(half.height()).isEqualTo(20);
            for (int row = 0; row < 10; row++) {
                assertThat(half.pixels()[40 * row]).isZero();
            }
            assertThat(half.pixels()[40 * 10]).isEqualTo(0xFF000000);
            assertThat(half.pixels()[40 * 11 + 3] >>> 24).isEqualTo(0xFF);
        }
    }
}
