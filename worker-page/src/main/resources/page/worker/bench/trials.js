/** Whether an engine computes rightly with a kernel, compared with the plain reference, and how fast. */
import { mandelbrot } from '../../kernels/mandelbrot/kernel.js';
import { multiplySteps } from '../../kernels/matmul/js.js';
import { product } from '../../kernels/matmul/kernel.js';
import { kernelsOf } from '../kernels.js';
import { numbers } from '../numbers.js';

/** Beside every tile and panel, with rows that are multiples of four and that are not. */
const SHAPES = [[37, 61, 45], [67, 84, 140], [1, 300, 1], [130, 20, 132]].map(([rows, inner, cols]) => ({ rows: Number(rows), inner: Number(inner), cols: Number(cols) }));
const SMALLEST = 128;
const LARGEST = 1_024;
const LONG_ENOUGH_MS = 100;
const RUNS = 5;
const DIGITS = 8;

/**
 * @typedef {import('../types.js').Engine} Engine
 * @typedef {import('../../kernels/types.js').Kernel} Kernel
 */

/** @param {Engine} engine @param {Kernel} kernel the matrix product, or a variant of it */
export async function multipliesRightly(engine, kernel) {
  for (const shape of SHAPES) {
    const [a, b] = [numbers(shape.rows * shape.inner, 1), numbers(shape.inner * shape.cols, 2)];
    const expected = new Float32Array(shape.rows * shape.cols);
    for (const _ of multiplySteps(shape, a, b, expected));
    const { out } = await multiply(engine, kernel, shape, a, b, 1);
    const bound = 2 * (shape.inner + 1) * 2 ** -24 * shape.inner; // roundings of both, values in [−1, 1)
    if (!expected.every((value, i) => Math.abs(value - /** @type {number} */ (out[i])) <= bound)) return false;
  }
  return true;
}

/** Of square products, larger ones until they take long enough. @param {Engine} engine @param {Kernel} kernel */
export async function multiplyingSpeed(engine, kernel) {
  for (let size = SMALLEST; ; size *= 2) {
    const values = numbers(size * size, 3);
    const { ms } = await multiply(engine, kernel, { rows: size, inner: size, cols: size }, values, values, RUNS);
    if (ms > LONG_ENOUGH_MS || size === LARGEST) return 2 * size ** 3 / ms * 1_000;
  }
}

/** @param {Engine} engine */
export async function countsRightly(engine) {
  return (await kernelsOf(engine, [mandelbrot])).length === 1;
}

/** Of square pictures with points inside and outside of the set. @param {Engine} engine */
export async function countingSpeed(engine) {
  for (let size = SMALLEST / 4; ; size *= 2) {
    const picture = { rows: size, cols: size, operands: /** @type {[]} */ ([]), digits: DIGITS, re: -(2n << 120n), im: 5n << 118n, step: (5n << 119n) / BigInt(size), iterations: 500 };
    const out = new Uint32Array(size * size);
    const began = performance.now();
    await engine.compute(mandelbrot, picture, out, () => false);
    const ms = performance.now() - began;
    if (ms > LONG_ENOUGH_MS || size === LARGEST) return mandelbrot.operations(picture, out) / ms * 1_000;
  }
}

/**
 * @param {Engine} engine @param {Kernel} kernel @param {{rows: number, inner: number, cols: number}} shape @param {Float32Array} a @param {Float32Array} b
 * @param {number} runs at most; the quickest counts
 */
async function multiply(engine, kernel, shape, a, b, runs) {
  const { rows, inner, cols } = shape;
  const out = new Float32Array(rows * cols);
  engine.openBlock(0, rows, inner, 'a');
  engine.openBlock(1, inner, cols, 'b');
  try {
    engine.writeBlock(0, 0, a);
    engine.writeBlock(1, 0, b);
    let ms = Infinity;
    for (let run = 0; run < runs && (run < 2 || ms < LONG_ENOUGH_MS); run++) {
      const began = performance.now();
      await engine.compute(kernel, product({ rows, inner, cols, a: 0, b: 1 }), out, () => false);
      ms = Math.min(ms, performance.now() - began);
    }
    return { out, ms };
  } finally {
    engine.freeBlock(0);
    engine.freeBlock(1);
  }
}
