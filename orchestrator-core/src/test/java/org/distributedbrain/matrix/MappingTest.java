package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
    @TempDir
    private Path folder;

    @Test
    void a_mapped_file_is_memory_like_any_other_that_cannot_be_written_and_ends_with_its_mapping() throws Exception {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {1, 2, 3, 4});
        MemorySegment values;
        try (Mapping mapping = Mapping.owning(FileChannel.open(file), 4);
                Arena arena = Arena.ofShared()) {
            values = mapping.values();
            assertThat(values.toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2, 3, 4);
            assertThat(values.isReadOnly()).isTrue();
            assertThat(values).hasSameClassAs(arena.allocate(4));
        }
        assertThatThrownBy(() -> values.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }
}
