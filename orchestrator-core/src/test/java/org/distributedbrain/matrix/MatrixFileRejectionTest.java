package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixFileRejectionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()} # reshape it to (1, 1)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (5,)} # reshape it to (5, 1) or (1, 5)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 4)} # has 3 dimensions, (2, 3, 4)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4)} # is 0×4 and holds no values",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1000001, 1)} # at most 1000000 rows",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000000)} # 3.6 TiB as float32; at most 1 TiB",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 4)} # not made of whole numbers",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 4)} # cannot be understood",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4)} # a comma in a tuple of one",
                "{'descr': '<f4', 'fortran_order': False, 'shape': [2, 2]} # exactly 'descr', 'fortran_order' and 'shape'",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 2)} # exactly 'descr', 'fortran_order' and 'shape'",
                "{'descr': '<f4', 'shape': (2, 2)} # exactly 'descr', 'fortran_order' and 'shape'",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'more': 1} # exactly 'descr'",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)} # each key once",
                "{'descr': __import__('os'), 'fortran_order': False, 'shape': (2, 2)} # a value expected at character 11",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)} x # nothing more expected",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2 # ',' or ')' expected",
                "((((((((((((((((((((((((((((((((((((((((1,),),),),),) # at most 16 levels",
                "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2)} # which are never opened",
                "{'descr': '<c16', 'fortran_order': False, 'shape': (2, 2)} # is complex (dtype '<c16')",
                "{'descr': '<U7', 'fortran_order': False, 'shape': (2, 2)} # holds text (dtype '<U7')",
                "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2, 2)} # has dtype '<M8[ns]'",
                "{'descr': '<f16', 'fortran_order': False, 'shape': (2, 2)} # has dtype '<f16'",
                "{'descr': '|f4', 'fortran_order': False, 'shape': (2, 2)} # has dtype '|f4'",
                "{'descr': '', 'fortran_order': False, 'shape': (2, 2)} # has dtype ''",
                "{'descr': [('x', '<f4'), ('y', '<f4')], 'fortran_order': False, 'shape': (2, 2)} # structured dtype",
            })
    void headers_that_make_no_matrix_of_numbers_are_refused(String header, String words) throws IOException {
        assertRefused(NpyBytes.header(header).data(new byte[64]).write(file()), words);
    }

    @Test
    void files_that_are_not_there_or_not_files_are_refused() throws IOException {
        assertRefused(folder.resolve("none.npy"), "does not exist; check the path.");
        assertRefused(folder, "is a folder; name the matrix file in it.");
        assertRefused(Files.write(file(), new byte[0]), "is empty (0 bytes)");
        assertRefused(Files.write(folder.resolve("A.npz"), new byte[9]), "is a NumPy archive");
    }

    @Test
    void files_that_only_look_like_npy_are_refused() throws IOException {
        assertRefused(
                Files.writeString(file(), "1,2\n3,4\n"), "begins with the bytes 31 2c 32 0a 33 2c instead of 93 4e");
        byte[] good = NpyBytes.matrix("<f4", false, 2, 2, i -> i).bytes();
        byte[] future = good.clone();
        future[6] = 4;
        assertRefused(Files.write(file(), future), "has .npy version 4.0; versions 1.0, 2.0 and 3.0 are known");
        byte[] long2 = NpyBytes.matrix("<f4", false, 2, 2, i -> i).version(2).bytes();
        long2[10] = 2;
        assertRefused(Files.write(file(), long2), "has a header of 131188 bytes; at most 65536 are read");
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        for (int version = 1; version <= 3; version++) {
            byte[] whole =
                    NpyBytes.matrix("<f8", false, 3, 2, i -> i).version(version).bytes();
            for (int length = 1; length < whole.length; length++) {
                Files.write(file(), Arrays.copyOf(whole, length));
                String words = length < 10 ? "is not a .npy file" : "is cut short: ";
                assertRefused(file(), words);
            }
            assertRefused(
                    Files.write(file(), Arrays.copyOf(whole, whole.length - 1)),
                    "is cut short: %d bytes expected and %d found; copy or save it again."
                            .formatted(whole.length, whole.length - 1));
        }
    }

    @Test
    void a_converted_matrix_needs_a_place() throws IOException {
        NpyBytes.matrix("<f8", false, 2, 2, i -> i).write(file());
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file where the folder should be");
        assertThatThrownBy(() -> MatrixFile.read(file(), blocked))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cannot be written to");
    }

    private Path file() {
        return folder.resolve("A.npy");
    }

    /** By both ways in, with the file's name and as one sentence; and nothing is left behind. */
    private void assertRefused(Path file, String words) {
        Path scratch = folder.resolve("scratch");
        assertThatThrownBy(() -> MatrixFile.read(file, scratch))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(words)
                .hasMessageContaining(file.toString())
                .message()
                .endsWith(".")
                .doesNotContain("\n");
        assertThatThrownBy(() -> MatrixFile.describe(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(words);
        assertThat(scratch).doesNotExist();
    }
}
