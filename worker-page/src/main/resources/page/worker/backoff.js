/** When to come back after a connection ended (docs/protocol.md §7). Randomness is an argument. */

const FIRST_MS = 250;
const SECOND_MS = 1_000;
const MOST_MS = 30_000;
const QUICK = 61; // tries until a minute has passed

/** Close codes after which a worker must not come back by itself. */
const FINAL = new Map([
  [4001, /** @type {const} */ ('bad_key')],
  [4002, /** @type {const} */ ('bad_protocol')],
  [4004, /** @type {const} */ ('replaced')],
  [4006, /** @type {const} */ ('removed')],
]);

/** Close codes of what will not be over in a moment. */
const LATER = new Set([1007, 1008, 1009, 1011, 4005, 4007, 4008]);

/** @typedef {'bad_key' | 'bad_protocol' | 'replaced' | 'removed'} FinalReason */

/** @param {number} code @returns {FinalReason | null} null: come back */
export function finalReason(code) {
  return FINAL.get(code) ?? null;
}

/** Whether one should take one's time. @param {number} code */
export function comesBackLater(code) {
  return LATER.has(code);
}

/**
 * An orchestrator that was stopped or killed is usually back within moments: a quarter of a second, half of one, then every second for a minute,
 * then doubling to 30 s. Later: one second, doubling to 30 s. A quarter more or less at random, so that a fleet does not come back in step.
 *
 * @param {number} failures connections that failed in a row, from 1
 * @param {boolean} later
 * @param {number} random 0 ≤ random < 1
 * @returns {number} milliseconds
 */
export function comeBackAfter(failures, later, random) {
  const base = later || failures > QUICK
    ? Math.min(MOST_MS, SECOND_MS * 2 ** Math.min(later ? failures - 1 : failures - QUICK, 10))
    : Math.min(SECOND_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(base * (0.75 + random / 2));
}
