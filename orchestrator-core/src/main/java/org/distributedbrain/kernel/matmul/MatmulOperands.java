package org.distributedbrain.kernel.matmul;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.kernel.JobInput;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.SyntheticMatrix;

/**
 * The two factors of a product, open and measured. It owns a handle of both matrices; any thread may read them until it is closed, and nothing of the
 * job should be on its way to a worker or under verification then.
 */
public final class MatmulOperands implements JobInput {
    private final Matrix a;
    private final Matrix b;
    private final MeasuredMatrix measuredA;
    private final MeasuredMatrix measuredB;
    private final OperandStatistics rowsOfA;
    private final OperandStatistics columnsOfB;
    private final List<String> notes;

    private MatmulOperands(MeasuredMatrix measuredA, MeasuredMatrix measuredB, UnaryOperator<String> named) {
        this.measuredA = measuredA;
        this.measuredB = measuredB;
        this.a = measuredA.matrix();
        this.b = measuredB.matrix();
        if (a.cols() != b.rows()) {
            throw new BadInput(
                    "A is %d×%d and B is %d×%d: A's columns (%d) must equal B's rows (%d); transpose or cut one of them."
                            .formatted(a.rows(), a.cols(), b.rows(), b.cols(), a.cols(), b.rows()));
        }
        this.rowsOfA = measuredA.rows();
        this.columnsOfB = measuredB.columns();
        List<String> told = new ArrayList<>(a.notes());
        told.addAll(b.notes());
        rowsOfA.note("A", "row").ifPresent(told::add);
        columnsOfB.note("B", "column").ifPresent(told::add);
        this.notes = told.stream().map(named).distinct().toList();
    }

    /** Opens the operands from files of their own. See {@link #open(MatmulSource, Path, OperandOpener)}. */
    public static MatmulOperands open(MatmulSource source, Path scratchFolder) {
        return open(source, scratchFolder, OperandOpener.anew(scratchFolder));
    }

    /**
     * Opens the operands, reads through them once, unless somebody did already, and takes their measure.
     *
     * @param scratchFolder where generated matrices lie until they are closed
     * @param opener opens files
     * @throws BadInput when a file cannot be used, the shapes do not fit, or the disk has no room; nothing stays open then
     */
    public static MatmulOperands open(MatmulSource source, Path scratchFolder, OperandOpener opener) {
        return switch (source) {
            case MatmulSource.Files files ->
                open(() -> opener.open(files.a()), () -> opener.open(files.b()), files::named);
            case MatmulSource.Synthetic(MatmulSize size, long seed) ->
                open(
                        () -> synthetic(Operand.A, size.rowsA(), size.colsA(), seed, scratchFolder),
                        () -> synthetic(Operand.B, size.colsA(), size.colsB(), seed, scratchFolder),
                        UnaryOperator.identity());
        };
    }

    private static MeasuredMatrix synthetic(Operand operand, int rows, int cols, long seed, Path scratchFolder) {
        return MeasuredMatrix.owning(SyntheticMatrix.create(operand, rows, cols, seed, scratchFolder));
    }

    private static MatmulOperands open(
            Supplier<MeasuredMatrix> openA, Supplier<MeasuredMatrix> openB, UnaryOperator<String> named) {
        List<MeasuredMatrix> opened = new ArrayList<>();
        try {
            opened.add(openA.get());
            opened.add(openB.get());
            return new MatmulOperands(opened.get(0), opened.get(1), named);
        } catch (BadInput e) {
            opened.forEach(MeasuredMatrix::close);
            throw e.reworded(named);
        } catch (RuntimeException | Error e) {
            opened.forEach(MeasuredMatrix::close);
            throw e;
        }
    }

    public MatmulSize size() {
        return new MatmulSize(a.rows(), a.cols(), b.cols());
    }

    public Matrix a() {
        return a;
    }

    public Matrix b() {
        return b;
    }

    /** What the requestor should know: narrowing, NaN and infinite values; one sentence each. */
    public List<String> notes() {
        return notes;
    }

    @Override
    public BlockContent content(OperandBlock block) {
        Matrix matrix = switch (block.operand()) {
            case A -> a;
            case B -> b;
        };
        if (block.firstRow() < 0
                || block.rows() < 1
                || block.rows() > matrix.rows() - block.firstRow()
                || block.firstCol() < 0
                || block.cols() < 1
                || block.cols() > matrix.cols() - block.firstCol()) {
            throw new IllegalArgumentException(block + " is not within " + matrix.rows() + "×" + matrix.cols());
        }
        long stride = matrix.cols();
        long offset = 4 * (block.firstRow() * stride + block.firstCol());
        long bytes = 4 * ((block.rows() - 1) * stride + block.cols());
        return new BlockContent(block, matrix.values().asSlice(offset, bytes), stride);
    }

    OperandStatistics rowsOfA() {
        return rowsOfA;
    }

    OperandStatistics columnsOfB() {
        return columnsOfB;
    }

    @Override
    public void close() {
        try {
            measuredA.close();
        } finally {
            measuredB.close();
        }
    }
}
