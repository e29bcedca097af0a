/** Numbers to try an engine with, the same everywhere. Pure. */

/** @param {number} count @param {number} seed @returns {Float32Array<ArrayBuffer>} in [−1, 1), from a linear congruential sequence */
export function numbers(count, seed) {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
}
