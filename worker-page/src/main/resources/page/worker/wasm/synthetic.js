/** Synthetic values in a linear memory, made by synthetic.wasm. Pure index arithmetic around it; the memory and what lies there belong to the engine. */
import { pieces } from '../synthetic.js';

const VALUES_PER_PIECE = 16_384; // 64 KiB, which stay in the second-level cache until they are at their place
const PIECES_PER_STEP = 8; // about 1 ms

/** What fillSteps needs as scratch space, in values: whole groups of 16, from the block before the first value on, and padding to a panel. */
export const SCRATCH_VALUES = VALUES_PER_PIECE + 32;

/**
 * @typedef {{generate: (out: number, groups: number, low: number, high: number, number: number, key0: number, key1: number) => void,
 *   scatter: (from: number, to: number, stride: number, groups: number) => void}} SyntheticExports
 */

/**
 * @param {import('../synthetic.js').Recipe} recipe
 * @param {SyntheticExports['generate']} generate
 * @param {number} scratch an address with room for SCRATCH_VALUES
 * @param {(offset: number, address: number, count: number) => void} put takes values from an address to their offset in the block
 * @returns {Generator<undefined>} one step of about 1 ms after the other
 */
export function* fillSteps(recipe, generate, scratch, put) {
  let made = 0;
  for (const { index, offset, count } of pieces(recipe, VALUES_PER_PIECE)) {
    const block = Math.floor(index / 4);
    const skipped = index % 4;
    generate(scratch, Math.ceil((skipped + count) / 16), block | 0, Math.floor(block / 2 ** 32) | 0, recipe.number, recipe.key0, recipe.key1);
    put(offset, scratch + 4 * skipped, count);
    made += Math.max(count, 64);
    if (made < PIECES_PER_STEP * VALUES_PER_PIECE) continue;
    made = 0;
    yield;
  }
}
