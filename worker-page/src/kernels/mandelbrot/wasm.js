/** Escape counts on WebAssembly: lays out the points of a picture for mandelbrot.wasm, which goes along parts of its rows. */
import { fractionBits, layoutOf, points } from './numbers.js';

export const variants = [{ name: 'SIMD', file: new URL('./mandelbrot.wasm', import.meta.url) }];

const STATE_BYTES = 64; // and the numbers behind it
const NUMBERS = 7;
const SHORT_DIGITS = 4; // up to here numbers fit in 64 bits
const POINTS = 256; // of a row, in a share: few enough to go to several threads
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

/**
 * @typedef {{shares: number, digits: number, iterations: number, rows: number, cols: number, states: number, stateBytes: number, re: number, im: number,
 *   counts: number}} Plan states, re, im, counts: addresses; a share is POINTS of a row
 */

/** @param {import('./kernel.js').Picture} picture @param {import('../types.js').WasmRoom} room @returns {Plan} */
export function plan({ digits, re, im, step, rows, cols, iterations }, room) {
  const { words, points: pointsOf } = arithmeticFor(digits, room.exports);
  const stateBytes = STATE_BYTES + 4 * NUMBERS * words;
  const [across, down] = [pointsOf(re, step, cols), pointsOf(im, -step, rows)];
  const plan = {
    shares: rows * Math.ceil(cols / POINTS), digits, iterations, rows, cols, stateBytes,
    states: room.take(stateBytes * room.threads), re: room.take(across.byteLength), im: room.take(down.byteLength), counts: room.take(4 * rows * cols),
  };
  put(room, plan.re, across);
  put(room, plan.im, down);
  return plan;
}

/** @param {Plan} plan @param {number} share @param {import('../types.js').WasmThread} thread */
export function* compute({ digits, iterations, cols, states, stateBytes, re, im, counts }, share, { index, exports, words: wordsAt }) {
  const { words, turn, advance } = arithmeticFor(digits, exports);
  const across = Math.ceil(cols / POINTS);
  const [row, col] = [Math.floor(share / across), POINTS * (share % across)];
  const state = states + stateBytes * index;
  wordsAt(state, stateBytes / 4).fill(0)
    .set([Math.min(POINTS, cols - col), re + 4 * words * col, counts + 4 * (row * cols + col), im + 4 * words * row, iterations, 0, 1]);
  while (advance(state, turn) === 0) yield;
}

/** @param {Plan} plan @param {Uint32Array} out @param {import('../types.js').WasmRoom} room */
export function collect({ rows, cols, counts }, out, room) {
  out.set(room.words(counts, rows * cols));
}

/** @param {import('../types.js').WasmRoom} room @param {number} at @param {ArrayBufferView} numbers */
function put(room, at, numbers) {
  room.words(at, numbers.byteLength / 4).set(new Uint32Array(numbers.buffer));
}

/** @param {number} digits @param {Exports} exports @returns {Arithmetic} */
function arithmeticFor(digits, exports) {
  return digits <= SHORT_DIGITS ? short(digits, exports) : long(digits, exports);
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
