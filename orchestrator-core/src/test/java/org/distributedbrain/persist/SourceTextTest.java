package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.distributedbrain.job.FileStamp;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.junit.jupiter.api.Test;

class SourceTextTest {
    private static final Path A = Path.of("/data/ä \"A\".npy");

    @Test
    void every_kind_of_source_is_read_as_it_was_written() {
        FileStamp stamp = new FileStamp(1L << 40, Instant.parse("2026-02-03T04:05:06.123456789Z"));
        FileOperand resident =
                new FileOperand(A, "A of mine.npy", new OperandRef(new OperandId("ab".repeat(32)), true), stamp);
        FileOperand plain = new FileOperand(Path.of("/data/B.csv"), null, null);
        for (MatmulSource source : new MatmulSource[] {
            new MatmulSource.Files(resident, plain),
            new MatmulSource.Files(plain, resident),
            new MatmulSource.Synthetic(new MatmulSize(3, 1_000_000, 7), Long.MIN_VALUE)
        }) {
            assertThat(SourceText.fromJson(SourceText.toJson(source))).isEqualTo(source);
        }
    }
}
