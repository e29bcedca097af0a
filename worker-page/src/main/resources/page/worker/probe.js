/**
 * Tries an engine before it is trusted: a small product with edges must come out right, then larger ones are timed for about a tenth of a
 * second. Numbers come from a fixed sequence, so that every device is asked the same.
 */
import { multiplySteps } from './js/matmul.js';

const TRY = { rows: 37, inner: 61, cols: 45 };
const SIZES = [128, 512, 1_024];
const ENOUGH_MS = 40; // a product that takes this long measures speed, not the way there

/** @param {import('./types.js').Engine} engine @returns {Promise<number>} operations per second @throws {Error} when its answer is wrong */
export async function probe(engine) {
  const { out, a, b } = await product(engine, TRY);
  const expected = new Float32Array(out.length);
  for (const _ of multiplySteps(TRY, a, b, expected));
  // Values lie in [−1, 1): sums of 61 products differ by far less than this, whatever their order.
  if (!out.every((value, i) => Math.abs(value - /** @type {number} */ (expected[i])) < 1e-4)) {
    throw new Error(`${engine.device} gave a wrong answer in a small test`);
  }
  let speed = 0;
  for (const n of SIZES) {
    const { ms } = await product(engine, { rows: n, inner: n, cols: n });
    speed = Math.max(speed, 2 * n ** 3 / Math.max(ms, 0.05) * 1_000);
    if (8 * ms > 4 * ENOUGH_MS || ms > ENOUGH_MS) break;
  }
  return speed;
}

/** @param {import('./types.js').Engine} engine @param {{rows: number, inner: number, cols: number}} shape */
async function product(engine, shape) {
  const { rows, inner, cols } = shape;
  const a = numbers(rows * inner, 1);
  const b = numbers(inner * cols, 2);
  const out = new Float32Array(rows * cols);
  engine.openBlock(0, rows, inner, 'a');
  engine.openBlock(1, inner, cols, 'b');
  try {
    engine.writeBlock(0, 0, a);
    engine.writeBlock(1, 0, b);
    const began = performance.now();
    await engine.multiply({ rows, inner, cols, a: 0, b: 1 }, out, () => false);
    return { a, b, out, ms: performance.now() - began };
  } finally {
    engine.freeBlock(0);
    engine.freeBlock(1);
  }
}

/** @param {number} count @param {number} seed @returns {Float32Array} in [−1, 1), from a linear congruential sequence */
function numbers(count, seed) {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
}
