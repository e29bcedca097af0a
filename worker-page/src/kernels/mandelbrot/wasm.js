/** Escape counts on WebAssembly: lays out the points of a picture for mandelbrot.wasm, which goes along them row by row. */
import { fractionBits, layoutOf, parts, points } from './numbers.js';

export const variants = [{ name: 'SIMD', file: new URL('./mandelbrot.wasm', import.meta.url) }];

const STATE_BYTES = 64; // and the numbers behind it
const NUMBERS = 7;
const SHORT_DIGITS = 4; // up to here numbers fit in 64 bits
const WORK_PER_STEP = 1e6; // products of digits, about 1 ms

/**
 * @typedef {{advance: (state: number, top: number, bits: bigint, mask: bigint, low: number, budget: number) => number,
 *   advanceShort: (state: number, fraction: bigint, split: bigint, budget: number) => number}} Exports budget: steps; what is left of it is the
 *   result, 0 as long as the row is not done
 *
 * @typedef {object} Arithmetic
 * @property {number} words of a number, each of 32 bits
 * @property {number} turn steps of about 1 ms
 * @property {(first: bigint, step: bigint, count: number) => ArrayBufferView} points
 * @property {(state: number, budget: number) => number} advance
 */

/** @param {import('./kernel.js').Picture} picture @param {Uint32Array} out @param {import('../types.js').WasmRoom} room */
export function* steps(picture, out, room) {
  const { digits, re, im, step, iterations } = picture;
  const exports = /** @type {Exports} */ (room.exports);
  const { words, turn, points: pointsOf, advance } = digits <= SHORT_DIGITS ? short(digits, exports) : long(digits, exports);
  const state = room.take(STATE_BYTES + 4 * NUMBERS * words);
  /** @type {number[]} */
  const [cols, rows, counts] = [0, 0, 0].map((_, i) => room.take(4 * (i < 2 ? words : 1) * 1_024));
  let left = turn;
  for (const part of parts(picture)) {
    put(room, Number(cols), pointsOf(re + BigInt(part.col) * step, step, part.cols));
    put(room, Number(rows), pointsOf(im - BigInt(part.row) * step, -step, part.rows));
    for (let row = 0; row < part.rows; row++) {
      const begin = room.words(state, STATE_BYTES / 4 + NUMBERS * words).fill(0);
      begin.set([part.cols, Number(cols), Number(counts), Number(rows) + 4 * words * row, iterations, 0, 1]);
      while ((left = advance(state, left)) === 0) {
        left = turn;
        yield;
      }
      out.set(room.words(Number(counts), part.cols), (part.row + row) * picture.cols + part.col);
    }
  }
}

/** @param {import('../types.js').WasmRoom} room @param {number} at @param {ArrayBufferView} numbers */
function put(room, at, numbers) {
  room.words(at, numbers.byteLength / 4).set(new Uint32Array(numbers.buffer));
}

/** Numbers in words of 64 bits. @param {number} digits @param {Exports} exports @returns {Arithmetic} */
function short(digits, { advanceShort }) {
  const fraction = BigInt(fractionBits(digits));
  const split = fraction < 29n ? fraction : 29n;
  return {
    words: 2,
    turn: Math.ceil(WORK_PER_STEP / 10),
    points: (first, step, count) => BigInt64Array.from({ length: count }, (_, i) => first + BigInt(i) * step),
    advance: (state, budget) => advanceShort(state, fraction, split, budget),
  };
}

/** Numbers of any length: 15 products of two digits of 30 bits, or 63 of 29 bits, fit in 64 bits. @param {number} digits @param {Exports} exports @returns {Arithmetic} */
function long(digits, { advance }) {
  const layout = [30, 29].map((bits) => layoutOf(digits, bits)).find(({ bits, length }) => bits === 29 || length <= 15);
  if (!layout) throw new Error(`Numbers of ${digits} digits have no layout.`);
  const { bits, length, fraction, shift } = layout;
  return {
    words: length,
    turn: Math.ceil(WORK_PER_STEP / (2 * length * length + 20 * length)),
    points: (first, step, count) => points(first, step, count, layout),
    advance: (state, budget) => advance(state, fraction, BigInt(bits), 2n ** BigInt(bits) - 1n, -(2 ** shift), budget),
  };
}
