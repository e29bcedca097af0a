package org.distributedbrain.worker;

import java.lang.foreign.MemorySegment;
import org.distributedbrain.kernel.matmul.PackedB;

/** The right factor of a product in the form that an engine wants. */
sealed interface Right {

    /** For the kernels of this program. */
    record Packed(PackedB b) implements Right {}

    /** For a BLAS library: row-major as it came. */
    record RowMajor(MemorySegment b) implements Right {}
}
