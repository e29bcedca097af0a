package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectedRowsTest {
    private static final int ROWS = 23;
    private static final int INNER = 61;
    private static final int WIDTH = 7;
    private static final int BLOCKS = 11;

    @TempDir
    private static Path folder;

    private static MatmulOperands operands;

    @BeforeAll
    static void open() {
        operands =
                MatmulOperands.open(new MatmulSource.Synthetic(new MatmulSize(ROWS, INNER, BLOCKS * WIDTH), 3), folder);
    }

    @AfterAll
    static void close() {
        operands.close();
    }

    @Test
    void rows_times_each_block_are_the_same_whatever_else_was_known_when_they_were_made() {
        for (int from : new int[] {0, 5}) { // the whole sum, and a part of it
            Projections projections = new Projections(operands, new SecretVectors(SecretVectors.freshSeed()));
            OperandBlock a = new OperandBlock(new BlockId(1), Operand.A, 2, 18, from, INNER - 2 * from);
            List<ProjectedBlock> known = new ArrayList<>();
            for (int b = 0; b < BLOCKS; b++) {
                known.add(projections.of(
                        new OperandBlock(new BlockId(2), Operand.B, from, INNER - 2 * from, b * WIDTH, WIDTH)));
            }
            expect(a, known.get(4), new ProjectedRows(operands, a).times(known.get(4), List.of()));
            ProjectedRows rows = new ProjectedRows(operands, a);
            for (int b : new int[] {3, 10, 3, 0, 1, 2, 4, 5, 6, 7, 8, 9}) {
                expect(a, known.get(b), rows.times(known.get(b), known));
            }
            for (ProjectedBlock block : known) {
                expect(a, block, projections.times(a, block));
            }
        }
    }

    private static void expect(OperandBlock a, ProjectedBlock b, ProjectedRows.Times times) {
        double[][] br = b.projection().br();
        for (int i = 0; i < a.rows(); i++) {
            double[] expected = new double[Projection.VECTORS];
            double squares = 0;
            for (int p = 0; p < a.cols(); p++) {
                double x = operands.a().at(a.firstRow() + i, a.firstCol() + p);
                squares += x * x;
                for (int v = 0; v < expected.length; v++) {
                    expected[v] += x * br[v][p];
                }
            }
            assertThat(times.products()[i]).as("row %d", i).containsExactly(expected, within(1e-10));
            assertThat(times.squares()[i]).isCloseTo(squares, within(1e-10));
        }
        assertThat(Arrays.stream(br).mapToInt(vector -> vector.length)).containsOnly(a.cols());
    }
}
