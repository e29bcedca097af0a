package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.server.api.OperandDocument;

/** One factor of a product, as the command line names it: a file here, or a matrix on the grid. */
sealed interface Factor {

    int rows();

    int cols();

    /** What people call it. */
    String name();

    /** Its field in a request, once the orchestrator has it. */
    Map<String, String> submitted(ApiClient api) throws IOException;

    record Local(Path file, int rows, int cols) implements Factor {
        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public Map<String, String> submitted(ApiClient api) throws IOException {
            var sha256 = FileHash.sha256(file);
            api.upload(file, sha256);
            return Map.of("blob", sha256, "name", String.valueOf(file.getFileName()));
        }
    }

    record OnTheGrid(OperandDocument operand) implements Factor {
        @Override
        public int rows() {
            return operand.rows();
        }

        @Override
        public int cols() {
            return operand.cols();
        }

        @Override
        public String name() {
            return operand.name();
        }

        @Override
        public Map<String, String> submitted(ApiClient api) {
            return Map.of("operand", operand.id());
        }
    }

    /** Whether it names a file: one that is there, or one that looks like it. */
    static boolean isFile(String text) {
        try {
            return Files.exists(Path.of(text))
                    || text.isBlank()
                    || text.contains("/")
                    || text.contains(System.getProperty("file.separator"));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** @throws BadInput when the file cannot be used */
    static Factor local(String text) {
        var file = Path.of(text);
        var matrix = MatrixFile.describe(file);
        return new Local(file, matrix.rows(), matrix.cols());
    }

    /** @throws BadInput when no matrix on the grid is called that, nor a file here */
    static Factor onTheGrid(String text, ApiClient api) {
        try {
            return new OnTheGrid(api.operand(text));
        } catch (Refused e) {
            if (e.status() == 404) {
                throw new BadInput(
                        "'" + text + "' is neither a file here nor a matrix on the grid: check the path, or see"
                                + " ./brain operands.",
                        e);
            }
            throw e;
        }
    }
}
