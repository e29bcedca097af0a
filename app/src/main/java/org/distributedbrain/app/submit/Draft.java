package org.distributedbrain.app.submit;

import java.nio.file.Path;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.matrix.MatrixInfo;
import org.distributedbrain.matrix.MatrixLimits;

/** A job as far as the form describes it. Pure: the same fields always give the same draft. */
sealed interface Draft {

    /** Something is still to be given; {@code hint} says what. */
    record Incomplete(String hint) implements Draft {}

    /** It cannot be run; {@code sentence} says why and what to do. */
    record Wrong(String sentence) implements Draft {}

    /** It can be run; {@code preview} says what it will be. */
    record Ready(JobSpec spec, String preview) implements Draft {
        Ready with(JobOptions options) {
            return new Ready(new JobSpec(spec.source(), spec.label(), options), preview);
        }
    }

    static Draft ofFiles(Slot a, Slot b, JobOptions options) {
        if (a instanceof Slot.Reading || b instanceof Slot.Reading) {
            return new Incomplete("Reading the file…");
        }
        if (!(a instanceof Slot.Ready left)) {
            return new Incomplete(a instanceof Slot.Bad ? "" : "Choose the left matrix A, a .npy or CSV file.");
        }
        if (!(b instanceof Slot.Ready right)) {
            return new Incomplete(b instanceof Slot.Bad ? "" : "Choose the right matrix B, a .npy or CSV file.");
        }
        MatrixInfo m = left.matrix();
        MatrixInfo n = right.matrix();
        if (m.cols() != n.rows()) {
            return new Wrong("A is " + shape(m) + " and B is " + shape(n) + ": A must have as many columns (" + m.cols()
                    + ") as B has rows (" + n.rows() + ").");
        }
        MatmulSize size = new MatmulSize(m.rows(), m.cols(), n.cols());
        return new Ready(
                new JobSpec(
                        new MatmulSource.Files(left.file(), right.file()),
                        nameOf(left.file()) + " × " + nameOf(right.file()),
                        options),
                preview(size));
    }

    static Draft ofSizes(Sizes typed, JobOptions options) {
        if (typed.rowsA().isBlank()
                || typed.colsA().isBlank()
                || typed.colsB().isBlank()
                || typed.seed().isBlank()) {
            return new Incomplete("Give all three sizes and a seed.");
        }
        try {
            MatmulSize size = new MatmulSize(
                    size("Rows of A", typed.rowsA()),
                    size("Columns of A", typed.colsA()),
                    size("Columns of B", typed.colsB()));
            long seed = seed(typed.seed());
            return new Ready(
                    new JobSpec(new MatmulSource.Synthetic(size, seed), "Random matrices, seed " + seed, options),
                    preview(size));
        } catch (BadInput bad) {
            return new Wrong(String.valueOf(bad.getMessage()));
        }
    }

    static String shape(MatrixInfo matrix) {
        return matrix.rows() + " × " + matrix.cols();
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static String preview(MatmulSize size) {
        return "C will be " + size.rowsA() + " × " + size.colsB() + " · " + Figures.operations(size.operations())
                + " · " + Figures.bytes(size.bytes()) + " in all";
    }

    private static int size(String field, String text) {
        try {
            int size = Integer.parseInt(text.strip());
            if (size >= 1 && size <= MatrixLimits.MAX_DIMENSION) {
                return size;
            }
        } catch (NumberFormatException e) {
            // told below, with the same words as for a number out of range
        }
        throw new BadInput(field + " is '" + text.strip() + "': give a whole number from 1 to "
                + MatrixLimits.MAX_DIMENSION + ".");
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new BadInput("The seed is '" + text.strip() + "': give a whole number, for example 7.", e);
        }
    }
}
