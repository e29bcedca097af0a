/**
 * Operand blocks that need not travel: a place in a synthetic matrix (docs/protocol.md §4), and what its values are. Pure. This is the
 * plainest way to make them; WebAssembly and the GPU have their own, with the same bits.
 */

/** The one generator there is: Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. */
export const GENERATOR = 'philox4x32-10';

const VALUES_PER_STEP = 20_000; // about 1 ms
const HALF = 2 ** 23;
const SCALE = 2 ** -23;

/**
 * @typedef {import('./types.js').Generate} Generate
 *
 * @typedef {object} Recipe runs of values at consecutive linear indices: run r begins at index first + r · step
 * @property {number} key0
 * @property {number} key1
 * @property {number} number 0 for operand A, 1 for B
 * @property {number} first
 * @property {number} step
 * @property {number} runs
 * @property {number} length values of a run
 */

/**
 * @param {Generate} generate @param {number} rows @param {number} cols
 * @param {boolean} [byRows] whether each row shall be a run; otherwise rows without gaps between them are one
 * @returns {Recipe}
 */
export function recipeOf({ seed, operand, firstRow, firstCol, stride }, rows, cols, byRows = false) {
  const key = BigInt.asUintN(64, BigInt(seed));
  const whole = cols === stride && !byRows;
  return {
    key0: Number(key & 0xffff_ffffn), key1: Number(key >> 32n), number: operand === 'A' ? 0 : 1,
    first: firstRow * stride + firstCol, step: stride, runs: whole ? 1 : rows, length: whole ? rows * cols : cols,
  };
}

/**
 * Cuts runs into pieces, in the order of the block.
 *
 * @param {Recipe} recipe
 * @param {number} most values of a piece
 * @returns {Generator<{index: number, offset: number, count: number}>} the linear index and the offset in the block of a piece's first value
 */
export function* pieces({ first, step, runs, length }, most) {
  for (let run = 0; run < runs; run++) {
    for (let at = 0; at < length; at += most) {
      yield { index: first + run * step + at, offset: run * length + at, count: Math.min(most, length - at) };
    }
  }
}

/** @param {Recipe} recipe @param {Float32Array} out filled step by step @returns {Generator<undefined>} one step of about 1 ms after the other */
export function* fillSteps(recipe, out) {
  const words = new Uint32Array(4);
  let made = 0;
  for (const { index, offset, count } of pieces(recipe, VALUES_PER_STEP)) {
    let block = Math.floor(index / 4);
    for (let at = -(index % 4); at < count; at += 4, block++) {
      philox(block, recipe, words);
      for (let w = Math.max(0, -at); w < 4 && at + w < count; w++) {
        out[offset + at + w] = ((/** @type {number} */ (words[w]) >>> 8) - HALF) * SCALE;
      }
    }
    made += count;
    if (made < VALUES_PER_STEP) continue;
    made = 0;
    yield;
  }
}

/** The words of one block. @param {number} block its counter, below 2^51 @param {Recipe} recipe @param {Uint32Array} words */
function philox(block, { number, key0, key1 }, words) {
  let x0 = block >>> 0;
  let x1 = Math.floor(block / 2 ** 32) >>> 0;
  let x2 = number;
  let x3 = 0;
  for (let round = 0; round < 10; round++) {
    const high0 = highOfProduct(0xd251_1f53, x0);
    const high1 = highOfProduct(0xcd9e_8d57, x2);
    const low0 = Math.imul(0xd251_1f53, x0);
    const low1 = Math.imul(0xcd9e_8d57, x2);
    x0 = (high1 ^ x1 ^ key0) >>> 0;
    x1 = low1;
    x2 = (high0 ^ x3 ^ key1) >>> 0;
    x3 = low0;
    key0 = (key0 + 0x9e37_79b9) >>> 0;
    key1 = (key1 + 0xbb67_ae85) >>> 0;
  }
  words[0] = x0;
  words[1] = x1;
  words[2] = x2;
  words[3] = x3;
}

/** The upper 32 of the 64 bits of a product, by halves: numbers here are exact to 53 bits. @param {number} a @param {number} b both 0 ≤ x < 2^32 */
function highOfProduct(a, b) {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + (middle >>> 16) + (other >>> 16)) >>> 0;
}
