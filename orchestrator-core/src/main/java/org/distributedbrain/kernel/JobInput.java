package org.distributedbrain.kernel;

import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.matrix.BlockContent;

/** What a job's chunks are made of, open. Any thread may read it until it is closed. */
public interface JobInput extends AutoCloseable {

    /** Of a kernel without operands. */
    JobInput NONE = new JobInput() {
        @Override
        public BlockContent content(OperandBlock block) {
            throw new IllegalArgumentException(block + " is of no operand of this job");
        }

        @Override
        public void close() {}
    };

    /** The block's values, without copying; valid until this is closed. */
    BlockContent content(OperandBlock block);

    @Override
    void close();
}
