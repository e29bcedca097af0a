package org.distributedbrain.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.distributedbrain.job.BadInput;

/**
 * Matrices in files: {@code .npy} (versions 1 to 3; float16 to float64, integers of 1 to 8 bytes, bool; both byte orders; C and Fortran
 * order) and CSV under any other name. A file that begins as {@code .npy} does is read as such whatever its name.
 */
public final class MatrixFile {
    private MatrixFile() {}

    /**
     * What the file holds, without reading its values ({@code .npy}) or keeping them (CSV, which must be read through to be counted).
     *
     * @throws BadInput as {@link #read} would
     */
    public static MatrixInfo describe(Path file) {
        InputFile.check(file);
        return isNpy(file) ? NpyReader.describe(file) : CsvFile.describe(file);
    }

    /**
     * Opens the matrix, mapped in place where the file holds it as float32 already, otherwise converted into {@code scratchFolder}.
     *
     * @throws BadInput when the file cannot be used, or the converted matrix finds no room
     */
    public static Matrix read(Path file, Path scratchFolder) {
        InputFile.check(file);
        return isNpy(file) ? NpyReader.read(file, scratchFolder) : CsvFile.read(file, scratchFolder);
    }

    static boolean isNpy(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            throw new BadInput(
                    file + " is a NumPy archive of several arrays; save the one matrix with numpy.save as .npy.");
        }
        return name.endsWith(".npy") || beginsAsNpy(file);
    }

    private static boolean beginsAsNpy(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(NpyHeaderReader.MAGIC.length), NpyHeaderReader.MAGIC);
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }
}
