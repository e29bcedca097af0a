/** The kernels of this page. Adding one is a folder beside this file, and a line here. */
import { mandelbrot } from './mandelbrot/kernel.js';
import { matmul } from './matmul/kernel.js';

/** @type {readonly import('./types.js').Kernel[]} */
export const KERNELS = [matmul, mandelbrot];

/** @param {string} name */
export function findKernel(name) {
  return KERNELS.find((kernel) => kernel.name === name);
}
