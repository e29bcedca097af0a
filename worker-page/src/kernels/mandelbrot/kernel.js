/**
 * Escape counts of the Mandelbrot set in fixed-point integers (docs/protocol.md §4.1), bit for bit the same on every device: what its tasks ask
 * for, and what computes it. Engines differ in how they cut numbers into digits (numbers.js), not in what comes out.
 */
import { Unsupported } from '../../worker/fields.js';
import { readTile } from '../../worker/tiles.js';
import * as js from './js.js';
import { fractionBits } from './numbers.js';
import * as wasm from './wasm.js';
import * as webgpu from './webgpu.js';

const LEAST_DIGITS = 2;
const MOST_DIGITS = 40;
const MOST_ITERATIONS = 10_000_000;
const FARTHEST = 8n; // parts of c
const HEX = /^-?[0-9a-f]{1,170}$/;
const DECIMAL = /^[0-9]{1,8}$/;
const OPERATIONS = 6; // of one iteration, by the square of the digits: three products of d · d, each digit multiplied and added

/**
 * @typedef {object} Picture
 * @property {number} rows
 * @property {number} cols
 * @property {readonly []} operands
 * @property {number} digits of 16 bits
 * @property {bigint} re of the first pixel of the tile, in units of 2^−fractionBits(digits)
 * @property {bigint} im
 * @property {bigint} step
 * @property {number} iterations
 */

/** @type {import('../types.js').Kernel<Picture, Uint32Array>} */
export const mandelbrot = {
  name: 'mandelbrot',
  read(fields) {
    const { firstRow, rows, firstCol, cols, parameter } = readTile(fields);
    const digits = within('digits', Number(parameter('digits', DECIMAL)), LEAST_DIGITS, MOST_DIGITS);
    const iterations = within('iterations', Number(parameter('iterations', DECIMAL)), 1, MOST_ITERATIONS);
    const step = integer(parameter('step', HEX));
    if (step <= 0n) throw new Unsupported(`Parameter step is ${step}; it must be positive.`);
    const re = integer(parameter('re', HEX)) + BigInt(firstCol) * step;
    const im = integer(parameter('im', HEX)) - BigInt(firstRow) * step;
    const limit = FARTHEST << BigInt(fractionBits(digits));
    for (const part of [re, re + BigInt(cols - 1) * step, im, im - BigInt(rows - 1) * step]) {
      if (part > limit || part < -limit) throw new Unsupported(`The tile reaches beyond ${FARTHEST} from the origin; that is the most.`);
    }
    return { rows, cols, operands: [], digits, re, im, step, iterations };
  },
  operations: ({ digits }, counts) => OPERATIONS * digits ** 2 * counts.reduce((sum, count) => sum + count, 0),
  Values: Uint32Array,
  // Eight digits, on both sides of both axes: points that escape soon, late, and never.
  trial: {
    rows: 9, cols: 11, operands: [], digits: 8, re: -(9n << 117n) / 4n, im: (5n << 120n) / 4n + 12_345n, step: (17n << 120n) / 54n, iterations: 400,
  },
  js,
  wasm,
  webgpu,
};

/** @param {string} name @param {number} value @param {number} least @param {number} most */
function within(name, value, least, most) {
  if (value < least || value > most) throw new Unsupported(`Parameter ${name} is ${value}; it must be from ${least} to ${most}.`);
  return value;
}

/** @param {string} text hexadecimal */
function integer(text) {
  return text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`);
}
