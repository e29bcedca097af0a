package org.distributedbrain.kernel.matmul;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.job.OperandBlock;

/**
 * The projections of the blocks of a job's B, kept within a fixed amount of heap, so that all of them together cost a few passes over B; one
 * that had to go is made anew.
 */
final class Projections {
    private static final long MAX_BYTES = 64L << 20;

    private final MatmulOperands operands;
    private final SecretVectors vectors;
    private final Map<Range, ProjectedBlock> blocks = new LinkedHashMap<>(16, 0.75f, true);

    Projections(MatmulOperands operands, SecretVectors vectors) {
        this.operands = operands;
        this.vectors = vectors;
    }

    private record Range(int firstRow, int rows, int firstCol, int cols) {}

    ProjectedBlock of(OperandBlock block) {
        Range range = new Range(block.firstRow(), block.rows(), block.firstCol(), block.cols());
        synchronized (blocks) {
            ProjectedBlock projected = blocks.computeIfAbsent(range, r -> new ProjectedBlock(operands, block, vectors));
            long bytes =
                    blocks.values().stream().mapToLong(ProjectedBlock::bytes).sum();
            Iterator<ProjectedBlock> oldest = blocks.values().iterator();
            while (bytes > MAX_BYTES && blocks.size() > 2) {
                bytes -= oldest.next().bytes();
                oldest.remove();
            }
            return projected;
        }
    }
}
