package org.distributedbrain.kernel.matmul;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.distributedbrain.job.OperandBlock;

/**
 * The projections of the blocks of a job's A and B, each kept within a fixed amount of heap, so that all of them together cost a few passes over both; one
 * that had to go is made anew.
 */
final class Projections {
    private static final long MAX_BYTES_OF_B = 64L << 20;
    private static final long MAX_BYTES_OF_A = 16L << 20;

    private final MatmulOperands operands;
    private final SecretVectors vectors;
    private final Map<ProjectedBlock.Range, ProjectedBlock> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<ProjectedBlock.Range, ProjectedRows> rows = new LinkedHashMap<>(16, 0.75f, true);

    Projections(MatmulOperands operands, SecretVectors vectors) {
        this.operands = operands;
        this.vectors = vectors;
    }

    /** Of a block of B. */
    ProjectedBlock of(OperandBlock block) {
        synchronized (blocks) {
            ProjectedBlock projected = blocks.computeIfAbsent(
                    ProjectedBlock.Range.of(block), range -> new ProjectedBlock(operands, block, vectors));
            trim(blocks, ProjectedBlock::bytes, MAX_BYTES_OF_B);
            return projected;
        }
    }

    /** A block of A times what is known of one of B, whose rows are the other's columns. */
    ProjectedRows.Times times(OperandBlock a, ProjectedBlock b) {
        ProjectedRows projected;
        synchronized (rows) {
            projected = rows.computeIfAbsent(ProjectedBlock.Range.of(a), range -> new ProjectedRows(operands, a));
            trim(rows, ProjectedRows::bytes, MAX_BYTES_OF_A);
        }
        return projected.times(b, known(b.range()));
    }

    /** The blocks of B in the same rows that are projected by now. */
    private List<ProjectedBlock> known(ProjectedBlock.Range range) {
        synchronized (blocks) {
            return blocks.values().stream()
                    .filter(ProjectedBlock::isProjected)
                    .filter(block -> block.range().firstRow() == range.firstRow()
                            && block.range().rows() == range.rows())
                    .toList();
        }
    }

    private static <T> void trim(Map<?, T> kept, ToLongFunction<T> size, long most) {
        long bytes = kept.values().stream().mapToLong(size).sum();
        Iterator<T> oldest = kept.values().iterator();
        while (bytes > most && kept.size() > 2) {
            bytes -= size.applyAsLong(oldest.next());
            oldest.remove();
        }
    }
}
