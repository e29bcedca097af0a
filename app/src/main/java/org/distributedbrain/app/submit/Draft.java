package org.distributedbrain.app.submit;

import java.nio.file.Path;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel;
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
            return new Incomplete(Texts.of("submit.reading"));
        }
        if (!(a instanceof Slot.Ready left)) {
            return new Incomplete(a instanceof Slot.Bad ? "" : Texts.of("submit.choose.a"));
        }
        if (!(b instanceof Slot.Ready right)) {
            return new Incomplete(b instanceof Slot.Bad ? "" : Texts.of("submit.choose.b"));
        }
        MatrixInfo m = left.matrix();
        MatrixInfo n = right.matrix();
        if (m.cols() != n.rows()) {
            return new Wrong(Texts.of(
                    "submit.mismatch", shape(m), shape(n), String.valueOf(m.cols()), String.valueOf(n.rows())));
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
            return new Incomplete(Texts.of("submit.incomplete"));
        }
        try {
            MatmulSize size = new MatmulSize(
                    size(Texts.of("submit.rows_a"), typed.rowsA()),
                    size(Texts.of("submit.cols_a"), typed.colsA()),
                    size(Texts.of("submit.cols_b"), typed.colsB()));
            long seed = seed(typed.seed());
            return new Ready(
                    new JobSpec(
                            new MatmulSource.Synthetic(size, seed),
                            Texts.of("submit.label.random", String.valueOf(seed)),
                            options),
                    preview(size));
        } catch (BadInput bad) {
            return new Wrong(String.valueOf(bad.getMessage()));
        }
    }

    static Draft ofTiles(TilesModel.Planned planned, JobOptions options) {
        return switch (planned) {
            case TilesModel.Planned.Looking looking -> new Incomplete("");
            case TilesModel.Planned.Bad(String sentence) -> new Wrong(sentence);
            case TilesModel.Planned.Good(TileKernel.Plan(TileSource source, String label)) ->
                new Ready(
                        new JobSpec(source, label, options),
                        Texts.of(
                                "submit.preview.tiles",
                                Figures.whole(source.cols()),
                                Figures.whole(source.rows()),
                                Figures.wholeOperations(source.operations()),
                                Figures.bytes(4.0 * source.rows() * source.cols())));
        };
    }

    static String shape(MatrixInfo matrix) {
        return matrix.rows() + " × " + matrix.cols();
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static String preview(MatmulSize size) {
        return Texts.of(
                "submit.preview",
                String.valueOf(size.rowsA()),
                String.valueOf(size.colsB()),
                Figures.operations(size.operations()),
                Figures.bytes(size.bytes()));
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
        throw new BadInput(
                Texts.of("submit.size.bad", field, text.strip(), String.valueOf(MatrixLimits.MAX_DIMENSION)));
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new BadInput(Texts.of("submit.seed.bad", text.strip()), e);
        }
    }
}
