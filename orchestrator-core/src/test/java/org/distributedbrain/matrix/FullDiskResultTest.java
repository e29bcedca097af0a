package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distributedbrain.job.DiskFull;
import org.distributedbrain.persist.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full when a result is begun. */
@Timeout(240)
class FullDiskResultTest {
    @TempDir
    Path folder;

    @Test
    void result_that_does_not_fit_is_refused_and_leaves_nothing() throws Exception {
        assertThat(SmallDisk.run(folder, OnSmallDisk.class))
                .containsExactly(
                        "The result needs 351.7 KiB in DISK, where 348 KiB are free; free some space there or choose another folder.",
                        "nothing stays");
    }

    static final class OnSmallDisk {
        public static void main(String[] arguments) throws IOException {
            Path disk = Path.of(arguments[0]);
            Path result = disk.resolve("C.npy");
            Files.write(disk.resolve("litter"), new byte[1_700 * 1_024]);
            try {
                ResultFile.create(result, 300, 300);
            } catch (DiskFull e) {
                System.out.println(String.valueOf(e.getMessage()).replace(disk.toString(), "DISK"));
            }
            System.out.println(Files.notExists(ResultFile.partPath(result)) ? "nothing stays" : "something stays");
        }
    }
}
