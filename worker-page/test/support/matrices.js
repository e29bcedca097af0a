/** Matrices for tests, and what the right product is. */
import { readFileSync } from 'node:fs';

/**
 * Synthetic blocks with their bits, row by row; the same that the Java tests read.
 *
 * @type {{name: string, rows: number, cols: number, generate: import('../../src/main/resources/page/worker/types.js').Generate, bits: string}[]}
 */
export const GOLDEN_SYNTHETIC = JSON.parse(readFileSync(new URL('../../src/main/resources/golden/synthetic.json', import.meta.url), 'utf8'));

/** @param {Float32Array} values @returns {string} as in the golden blocks */
export function bitsOf(values) {
  return [...new Uint32Array(values.slice().buffer)].map((bits) => bits.toString(16).padStart(8, '0')).join('');
}

/** Shapes that have hurt kernels: single values, long thin ones, primes, one beside every tile and panel width. */
export const SHAPES = [
  [1, 1, 1], [1, 7, 1], [1, 1000, 1], [5, 1, 3], [1, 1, 9], [9, 1, 1], [2, 3, 2], [4, 8, 8], [3, 5, 7], [7, 513, 9], [8, 16, 64],
  [63, 15, 65], [64, 16, 64], [65, 17, 63], [37, 61, 45], [101, 103, 107], [1, 256, 200], [200, 256, 1], [130, 70, 190], [256, 256, 256],
].map(([rows, inner, cols]) => ({ rows: Number(rows), inner: Number(inner), cols: Number(cols) }));

/** @param {number} count @param {number} seed @returns {Float32Array} in [−1, 1), not all of the same size */
export function numbers(count, seed) {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** @param {{rows: number, inner: number, cols: number}} shape @param {Float32Array} a @param {Float32Array} b @returns {Float64Array} summed in float64 */
export function reference({ rows, inner, cols }, a, b) {
  const c = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let p = 0; p < inner; p++) {
      const factor = Number(a[i * inner + p]);
      for (let j = 0; j < cols; j++) c[i * cols + j] = Number(c[i * cols + j]) + factor * Number(b[p * cols + j]);
    }
  }
  return c;
}

/** The first value that differs by more than float32 rounding explains (γₖ of Higham, values in [−1, 1]), in words. @param {Float64Array} expected @param {ArrayLike<number>} actual @param {number} inner */
export function firstDifference(expected, actual, inner) {
  if (expected.length !== actual.length) return `${actual.length} values instead of ${expected.length}`;
  const bound = (inner + 1) * 2 ** -24 * inner;
  for (let i = 0; i < expected.length; i++) {
    const [want, got] = [Number(expected[i]), Number(actual[i])];
    const same = Number.isFinite(want) ? Math.abs(want - got) <= bound : Object.is(want, got);
    if (!same) return `value ${i} is ${got} instead of ${want} (bound ${bound})`;
  }
  return null;
}
