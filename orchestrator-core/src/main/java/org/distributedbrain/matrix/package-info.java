/** Off-heap float32 matrices: read from .npy and CSV, memory-mapped, written as .npy. */
@NullMarked
package org.distributedbrain.matrix;

import org.jspecify.annotations.NullMarked;
