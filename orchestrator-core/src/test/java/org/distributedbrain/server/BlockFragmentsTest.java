package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.server.BlockFragments.Fragment;
import org.distributedbrain.wire.DataFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of every shape arrive as the same values, whether they are sliced or packed. */
class BlockFragmentsTest {

    @ParameterizedTest
    @CsvSource({
        // rows, cols, stride, maxFrameBytes, buffers in the pool
        "1, 1, 1, 4194304, 4",
        "1, 1, 9, 4194304, 0",
        "3, 5, 5, 36, 4",
        "3, 5, 8, 40, 4",
        "3, 5, 8, 40, 0",
        "64, 1024, 4096, 4194304, 4",
        "64, 1024, 4096, 4194304, 1",
        "7, 20000, 20001, 4194304, 4",
        "700, 1000, 1000, 4194304, 4",
        "700, 1000, 1001, 4194304, 4",
        "700, 1000, 1000, 100000, 0",
        "2, 300001, 300001, 4194304, 1"
    })
    void a_block_arrives_as_it_is(int rows, int cols, int stride, int maxFrameBytes, int buffers) {
        MemorySegment matrix = Arena.ofAuto().allocate(4L * rows * stride, 4);
        for (long i = 0; i < (long) rows * stride; i++) {
            matrix.setAtIndex(ValueLayout.JAVA_FLOAT, i, i);
        }
        OperandBlock block = new OperandBlock(new BlockId(9), Operand.B, 0, rows, 0, cols);
        BufferPool pool = new BufferPool(buffers);
        BlockFragments fragments = new BlockFragments(new BlockContent(block, matrix, stride), maxFrameBytes, pool);

        float[] expected = new float[rows * cols];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (long) (i / cols) * stride + i % cols;
        }
        float[] arrived = values(messages(fragments, pool), maxFrameBytes);
        assertThat(Arrays.mismatch(arrived, expected))
                .as("first value that differs")
                .isEqualTo(-1);
    }

    private static List<byte[]> messages(BlockFragments fragments, BufferPool pool) {
        List<byte[]> messages = new ArrayList<>();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (fragments.hasNext()) {
            Fragment fragment = fragments.next();
            byte[] bytes = new byte[fragment.bytes().remaining()];
            assertThat(bytes.length).isBetween(1, BlockFragments.FRAGMENT_BYTES);
            fragment.bytes().get(bytes);
            message.writeBytes(bytes);
            if (fragment.pooled() != null) {
                pool.give(fragment.pooled());
            }
            if (fragment.last()) {
                messages.add(message.toByteArray());
                message.reset();
            }
        }
        assertThat(message.size()).isZero();
        return messages;
    }

    private static float[] values(List<byte[]> messages, int maxFrameBytes) {
        ByteBuffer all =
                ByteBuffer.allocate(messages.stream().mapToInt(m -> m.length).sum());
        long next = 0;
        for (byte[] bytes : messages) {
            assertThat(bytes.length).isLessThanOrEqualTo(maxFrameBytes);
            ByteBuffer frame = ByteBuffer.wrap(bytes);
            DataFrame header = DataFrame.read(frame, DataFrame.Kind.OPERAND);
            assertThat(header.id()).isEqualTo(9);
            assertThat(header.offset()).isEqualTo(next);
            next += header.count();
            all.put(frame);
        }
        float[] values = new float[(int) next];
        all.flip().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
