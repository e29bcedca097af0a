package org.distributedbrain.kernel;

import java.nio.file.Path;
import java.util.List;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.matmul.MatmulCheck;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.kernel.matmul.OperandOpener;
import org.distributedbrain.kernel.matmul.SecretVectors;
import org.distributedbrain.matrix.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * A job's source, open and measured: whatever the kernel is, this is what the rest of the orchestrator computes with.
 *
 * @param size as {@link org.distributedbrain.job.Job} has it
 * @param type of the result's elements
 * @param notes what the requestor should know, one sentence each
 */
public record OpenSource(JobInput input, JobCheck check, MatmulSize size, ElementType type, List<String> notes) {

    /**
     * @param seed of the secret vectors; null: one that is kept nowhere
     * @param scratch where generated and converted matrices lie until they are closed
     * @param opener opens files
     * @throws BadInput when a file cannot be used, shapes do not fit, the disk has no room, or this version has no such kernel
     */
    public static OpenSource open(
            JobSource source,
            Verification verification,
            @Nullable SecretSeed seed,
            Path scratch,
            OperandOpener opener) {
        return switch (source) {
            case MatmulSource product -> {
                MatmulOperands operands = MatmulOperands.open(product, scratch, opener);
                yield new OpenSource(
                        operands,
                        MatmulCheck.create(operands, verification, seed == null ? SecretVectors.freshSeed() : seed),
                        operands.size(),
                        ElementType.FLOAT32,
                        operands.notes());
            }
            case TileSource tiles -> {
                TileKernel kernel = Kernels.find(tiles.kernel())
                        .orElseThrow(() -> new BadInput("There is no kernel '" + tiles.kernel()
                                + "' in this version: use " + Kernels.names() + "."));
                yield new OpenSource(
                        JobInput.NONE,
                        new TileCheck(kernel, tiles),
                        new MatmulSize(tiles.rows(), 1, tiles.cols()),
                        ElementType.UINT32,
                        List.of());
            }
        };
    }
}
