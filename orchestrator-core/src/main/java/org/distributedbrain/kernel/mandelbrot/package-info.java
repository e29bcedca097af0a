/** Pictures of the Mandelbrot set at any depth, in whole numbers, bit for bit the same on every device. */
@NullMarked
package org.distributedbrain.kernel.mandelbrot;

import org.jspecify.annotations.NullMarked;
