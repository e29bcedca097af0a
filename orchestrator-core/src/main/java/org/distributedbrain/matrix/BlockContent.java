package org.distributedbrain.matrix;

import java.lang.foreign.MemorySegment;
import org.distributedbrain.job.OperandBlock;

/**
 * An operand block with its values: {@code block.rows} rows of {@code block.cols} little-endian float32, {@code rowStride} values apart,
 * starting at the segment's first byte. Off-heap and read-only; valid until the job is released.
 */
public record BlockContent(OperandBlock block, MemorySegment values, long rowStride) {}
