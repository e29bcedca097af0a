/** The matrix product: how it is cut, computed on a CPU, and verified. */
@NullMarked
package org.distributedbrain.kernel.matmul;

import org.jspecify.annotations.NullMarked;
