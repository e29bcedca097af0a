package org.distributedbrain.kernel.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Random;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Verdict;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatmulCheckTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Factors.class)
    void honest_results_pass_whatever_the_order_of_their_sums(Factors factors) throws IOException {
        int[][] shapes = {{1, 1, 1}, {3, 257, 5}, {8, 64, 1}, {16, 512, 96}, {5, 33, 130}, {2, 4000, 64}};
        for (int[] shape : shapes) {
            try (MatmulOperands operands = factors.open(shape[1], shape[0], shape[1], shape[2], folder)) {
                for (Honest order : Honest.values()) {
                    try (Arena arena = Arena.ofConfined()) {
                        Chunk chunk = Honest.chunk(shape[1], 0, shape[0], 0, shape[2]);
                        MemorySegment values = order.compute(operands, chunk, arena);
                        Verdict verdict =
                                MatmulCheck.create(operands, new Random(1)).check(chunk, values);
                        assertThat(verdict).as("%s of %s", order, factors).isInstanceOf(Verdict.Passed.class);
                    }
                }
            }
        }
    }
}
