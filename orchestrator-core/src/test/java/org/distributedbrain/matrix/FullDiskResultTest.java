package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A really full disk: a file system of one mebibyte, in a mount namespace of its own. */
class FullDiskResultTest {
    @TempDir
    Path folder;

    @Test
    void result_that_does_not_fit_is_refused_and_leaves_nothing() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String script = "mount -t tmpfs -o size=1m tmpfs '" + disk + "'";
        assumeTrue(exit(script) == 0, "this machine allows no file system of one's own (unshare --user --mount)");
        String child = "'" + java + "' -cp '" + System.getProperty("java.class.path") + "' '"
                + OnSmallDisk.class.getName() + "' '" + disk + "'";
        assertThat(exit(script + " && exec " + child)).isZero();
    }

    private static int exit(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script)
                .inheritIO()
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** Runs in a process of its own, on the small disk. */
    static final class OnSmallDisk {
        public static void main(String[] arguments) throws IOException {
            int exit = 3;
            Path result = Path.of(arguments[0], "C.npy");
            Files.write(Path.of(arguments[0], "litter"), new byte[700 * 1024]);
            try {
                assertThatThrownBy(() -> ResultFile.create(result, 300, 300))
                        .isInstanceOf(BadInput.class)
                        .hasMessageContaining("The result");
                assertThat(result.resolveSibling("C.npy.part")).doesNotExist();
                exit = 0;
            } catch (AssertionError e) {
                e.printStackTrace();
            }
            System.exit(exit);
        }
    }
}
