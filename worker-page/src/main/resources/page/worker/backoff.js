/** When to come back after a connection ended (docs/protocol.md §7). Randomness is an argument. */

const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/** Close codes after which a worker must not come back by itself. */
const FINAL = new Map([
  [4001, /** @type {const} */ ('bad_key')],
  [4002, /** @type {const} */ ('bad_protocol')],
  [4004, /** @type {const} */ ('replaced')],
  [4006, /** @type {const} */ ('removed')],
]);

/** @typedef {'bad_key' | 'bad_protocol' | 'replaced' | 'removed'} FinalReason */

/** @param {number} code @returns {FinalReason | null} null: come back later */
export function finalReason(code) {
  return FINAL.get(code) ?? null;
}

/**
 * Doubling from 1 s to 30 s; up to 30 % less at random, so that a fleet does not come back in step.
 *
 * @param {number} failures connections that failed in a row, from 1
 * @param {number} random 0 ≤ random < 1
 * @returns {number} milliseconds
 */
export function comeBackAfter(failures, random) {
  const delay = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(delay * (1 - 0.3 * random));
}
