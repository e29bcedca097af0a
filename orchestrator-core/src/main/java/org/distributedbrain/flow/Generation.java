package org.distributedbrain.flow;

import java.util.List;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.WorkerProfile;

/** Which operand blocks need not travel, because their worker can make them from the seed. */
final class Generation {
    private Generation() {}

    /** {@code blocks} as the worker makes them: all of them, or none where they come from files or the worker has no generator. */
    static List<GeneratedBlock> of(Job job, WorkerProfile worker, List<OperandBlock> blocks) {
        return switch (job.source()) {
            case MatmulSource.Files files -> List.of();
            case TileSource tiles -> List.of();
            case MatmulSource.Synthetic(var size, long seed) ->
                worker.generators().contains(GeneratedBlock.GENERATOR)
                        ? blocks.stream()
                                .map(block -> new GeneratedBlock(
                                        block, seed, block.operand() == Operand.A ? size.colsA() : size.colsB()))
                                .toList()
                        : List.of();
        };
    }
}
