/** Tiles of the Mandelbrot set for tests, and what their counts are, by docs/protocol.md §4.1 word for word. */
import { readFileSync } from 'node:fs';

/** @typedef {{firstRow: number, rows: number, firstCol: number, cols: number, parameters: Record<string, string>}} Tile */

/** @param {Tile} tile @returns {number[]} row by row, with whole numbers of any length */
export function reference({ firstRow, rows, firstCol, cols, parameters }) {
  const { digits, re, im, step, iterations } = /** @type {Record<'digits' | 're' | 'im' | 'step' | 'iterations', string>} */ (parameters);
  const fraction = BigInt(16 * Number(digits) - 8);
  const abs = (/** @type {bigint} */ x) => (x < 0n ? -x : x);
  const mul = (/** @type {bigint} */ x, /** @type {bigint} */ y) => {
    const product = abs(x) * abs(y) >> fraction;
    return (x < 0n) === (y < 0n) ? product : -product;
  };
  const counts = [];
  for (let row = firstRow; row < firstRow + rows; row++) {
    for (let col = firstCol; col < firstCol + cols; col++) {
      const cr = fromHex(re) + BigInt(col) * fromHex(step);
      const ci = fromHex(im) - BigInt(row) * fromHex(step);
      let [zr, zi, count] = [0n, 0n, 0];
      while (count < Number(iterations)) {
        if (mul(zr, zr) + mul(zi, zi) > 4n << fraction) break;
        [zr, zi] = [mul(zr, zr) - mul(zi, zi) + cr, 2n * mul(zr, zi) + ci];
        count++;
      }
      counts.push(count);
    }
  }
  return counts;
}

/** @param {string} text */
function fromHex(text) {
  return text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`);
}

/**
 * A tile whose first pixel is at (re, im).
 *
 * @param {number} digits @param {number} re @param {number} im @param {number} stepBits the step is 2^-stepBits, and a little more
 * @param {number} rows @param {number} cols @param {number} iterations @returns {Tile}
 */
export function tileAt(digits, re, im, stepBits, rows, cols, iterations) {
  const fraction = 16 * digits - 8;
  const step = (1n << BigInt(fraction - stepBits)) + (fraction - stepBits > 20 ? 12_345n : 0n);
  const [firstRow, firstCol] = [3, 70];
  const hex = (/** @type {number} */ value, /** @type {bigint} */ offset) => {
    const whole = BigInt(Math.round(value * 2 ** 20)) * (1n << BigInt(Math.max(0, fraction - 20))) + offset;
    return whole.toString(16);
  };
  return {
    firstRow, rows, firstCol, cols,
    parameters: { digits: String(digits), re: hex(re, -70n * step), im: hex(im, 3n * step), step: step.toString(16), iterations: String(iterations) },
  };
}

/** @type {(Tile & {name: string, counts: number[]})[]} the same that the Java tests read */
export const GOLDEN = JSON.parse(readFileSync(new URL('../../src/main/resources/golden/mandelbrot.json', import.meta.url), 'utf8'));

/** With numbers of each length. */
export const EVERY_LENGTH = Array.from({ length: 39 }, (_, i) => tileAt(i + 2, -0.75, 0.2, 6, 3, 5, 60));

/** 0.25 + 2^-28: it escapes after more than 50,000 steps. */
export const LONG = tileAt(4, 0.25, 0, 28, 1, 2, 1_000_000);

/** All of the set, its seam, its inside, the real axis, corners where the first step goes far, and deep zooms. */
export const TILES = [
  ...[2, 3, 4, 5, 8, 16].map((digits) => tileAt(digits, -2.25, 1.5, 3, 24, 24, 90)),
  ...[2, 3, 5].flatMap((digits) => [[8, 8], [-8, 8], [8, -8], [-8, -8], [2, 0], [-2, 0], [0, 2], [0, -2], [0, 0], [-1, 0], [0.25, 0], [-1.25, 0], [-0.125, 0.75]]
    .map(([re, im]) => tileAt(digits, Number(re), Number(im), 16, 1, 1, 300))),
  ...[3, 4, 6, 13].map((digits) => tileAt(digits, -0.743643, 0.131825, 16 * digits - 20, 4, 4, 500)),
  tileAt(2, -0.5, 0.1, 24, 2, 3, 2_000), tileAt(4, -1.76, 0.01, 9, 5, 40, 1_000), tileAt(8, 0.25, 0.001, 12, 2, 33, 700), tileAt(3, -0.1, 0.1, 7, 1, 70, 1),
];

/** @param {Tile} tile @param {string} [kernel] @returns {Tile & Record<string, unknown>} as a compute_task has it */
export function tileFields(tile, kernel = 'mandelbrot') {
  return { type: 'compute_task', job: 'j', chunk: 0, kernel, ...tile };
}
