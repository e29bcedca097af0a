package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real NumPy, where this machine has one. */
class NumpyTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needs_numpy() {
        boolean present;
        try {
            present = python("import numpy").isEmpty();
        } catch (IOException e) {
            present = false;
        }
        assumeTrue(present, "python3 with numpy is not installed: the cross test with NumPy is skipped");
    }

    @Test
    void what_numpy_saves_is_read_as_numpy_would_cast_it() throws IOException {
        assertThat(python("""
                import numpy as np
                from numpy.lib import format
                rng = np.random.default_rng(3)
                for dtype in 'f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8 b1'.split():
                    for byteorder in '<>':
                        for order in 'CF':
                            for version in ((1, 0), (2, 0), (3, 0)):
                                if dtype[0] == 'f':
                                    x = rng.standard_normal((7, 11)) * 100
                                elif dtype == 'b1':
                                    x = rng.integers(0, 2, (7, 11))
                                else:
                                    info = np.iinfo(dtype)
                                    x = rng.integers(info.min, info.max, (7, 11), dtype=dtype, endpoint=True)
                                x = np.array(x, dtype=byteorder + dtype, order=order)
                                name = f'{dtype}{"be" if byteorder == ">" else "le"}{order}{version[0]}'
                                with open(name + '.npy', 'wb') as f:
                                    format.write_array(f, x, version=version)
                                x.astype('<f4').ravel(order='C').tofile(name + '.raw')
                np.save('transposed.npy', np.arange(12, dtype='f4').reshape(3, 4).T)
                np.arange(12, dtype='<f4').reshape(3, 4).T.ravel().tofile('transposed.raw')
                """)).isEmpty();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".npy")).toList();
        }
        assertThat(files).hasSize(12 * 2 * 2 * 3 + 1);
        for (Path file : files) {
            Path raw = Path.of(file.toString().replace(".npy", ".raw"));
            try (Matrix matrix = MatrixFile.read(file, folder.resolve("scratch"))) {
                assertThat(matrix.values().toArray(ValueLayout.JAVA_BYTE))
                        .as(file.getFileName().toString())
                        .isEqualTo(Files.readAllBytes(raw));
            }
        }
    }

    @Test
    void numpy_loads_what_is_written() throws IOException {
        try (ResultFile result = ResultFile.create(folder.resolve("C.npy"), 3, 5);
                Arena arena = Arena.ofConfined()) {
            var tile = arena.allocate(60);
            for (int i = 0; i < 15; i++) {
                tile.set(Float32.LAYOUT, 4L * i, i / 4f);
            }
            result.write(0, 3, 0, 5, tile);
            result.seal();
        }
        assertThat(python("""
                import numpy as np
                for mode in (None, 'r'):
                    c = np.load('C.npy', mmap_mode=mode)
                    assert c.dtype == np.dtype('<f4') and c.flags.c_contiguous and c.flags.aligned
                    assert (c == np.arange(15).reshape(3, 5) / 4).all()
                """)).isEmpty();
    }

    @Test
    void numpy_loads_counts_as_numbers_without_sign() throws IOException {
        try (ResultFile result = ResultFile.create(folder.resolve("counts.npy"), 2, 2, ElementType.UINT32);
                Arena arena = Arena.ofConfined()) {
            result.write(0, 2, 0, 2, arena.allocateFrom(ValueLayout.JAVA_INT, 0, 7, 0x7fffffff, -1));
            result.seal();
        }
        assertThat(python("""
                import numpy as np
                c = np.load('counts.npy')
                assert c.dtype == np.dtype('<u4') and c.tolist() == [[0, 7], [2**31 - 1, 2**32 - 1]]
                """)).isEmpty();
    }

    /** Runs a script in the test's folder; what it says, which is nothing when all is well. */
    private String python(String script) throws IOException {
        Process process = new ProcessBuilder("python3", "-")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        return said;
    }
}
