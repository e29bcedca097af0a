package org.distributedbrain.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.distributedbrain.job.Operand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticBlockTest {
    static Stream<GoldenSynthetic.Case> golden() {
        return GoldenSynthetic.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void values_agree_bit_for_bit_with_the_golden_ones(GoldenSynthetic.Case golden) {
        SyntheticBlock block = golden.block();
        assertThat(bits(block, block.values())).containsExactly(golden.bits());
        assertThat(bits(block, 1)).as("value by value").containsExactly(golden.bits());
        assertThat(bits(block, 7)).as("seven at a time").containsExactly(golden.bits());
    }

    @Test
    void a_large_block_holds_what_the_whole_matrix_holds_there() {
        SyntheticBlock block = new SyntheticBlock(42, Operand.B, 5, 611, 17, 1_203, 1_229);
        int[] bits = bits(block, block.values());
        SyntheticBlock whole = new SyntheticBlock(42, Operand.B, 0, 616, 0, 1_229, 1_229);
        int[] all = bits(whole, 100_001);
        int[] expected = IntStream.range(0, bits.length)
                .map(i -> all[(5 + i / 1_203) * 1_229 + 17 + i % 1_203])
                .toArray();
        assertThat(Arrays.mismatch(bits, expected)).as("first difference").isEqualTo(-1);
        assertThat(Float.intBitsToFloat(bits[1_203 * 600 + 9]))
                .isEqualTo(SyntheticMatrix.value(42, Operand.B, 605L * 1_229 + 26));
    }

    @Test
    void nothing_more_is_made_once_it_is_cancelled() {
        MemorySegment out = MemorySegment.ofArray(new float[15]);
        assertThat(new SyntheticBlock(0, Operand.A, 0, 3, 0, 5, 5).fill(out, 0, 15, () -> true))
                .isFalse();
        assertThat(out.get(Float32.LAYOUT, 0)).isZero();
    }

    /** The block's values, made in parts. */
    private static int[] bits(SyntheticBlock block, long part) {
        float[] values = new float[Math.toIntExact(block.values())];
        for (long from = 0; from < values.length; from += part) {
            long to = Math.min(values.length, from + part);
            assertThat(block.fill(MemorySegment.ofArray(values), from, to, () -> false))
                    .isTrue();
        }
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }
}
