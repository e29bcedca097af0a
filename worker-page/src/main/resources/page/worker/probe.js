/**
 * Tries an engine before it is trusted: a small product with edges must come out right, then larger ones are timed for about a tenth of a
 * second. The fastest counts: on a busy device, and before the browser has optimised the kernel, most are slower than the engine is.
 */
import { matmul, product as productOf } from '../kernels/matmul/kernel.js';
import { multiplySteps } from '../kernels/matmul/js.js';
import { numbers } from './numbers.js';
import { fillSteps, GENERATOR, recipeOf } from './synthetic.js';

const TRY = { rows: 37, inner: 61, cols: 45 };
const TRY_AGAIN = { rows: 37, inner: 64, cols: 44 }; // what most products compute with: the GPU need not compile what reads values one by one
/** With a counter that passes 2^32 within a row, odd offsets and a negative seed. */
const SYNTHETIC = {
  rows: 17, cols: 45, generate: { generator: GENERATOR, seed: '-3', operand: /** @type {const} */ ('B'), firstRow: 16_383, firstCol: 999_400, stride: 1_048_579 },
};
const SMALLEST = 128;
const LARGEST = 1_024;
const BUDGET_MS = 100;
const LEAST_RUNS = 4;
const TOO_LONG_MS = 250; // one run of this length is enough
const TOO_SHORT_MS = 8; // measures the way there as much as the speed: the next one is larger

/** @param {import('./types.js').Engine} engine @returns {Promise<number>} operations per second @throws {Error} when its answer is wrong */
export async function probe(engine) {
  await multiplyRightly(engine, TRY);
  let speed = 0;
  let size = SMALLEST;
  for (let run = 1, spent = 0; run <= LEAST_RUNS || spent < BUDGET_MS; run++) {
    const ones = new Float32Array(size * size).fill(1);
    const { ms } = await product(engine, { rows: size, inner: size, cols: size }, ones, ones);
    speed = Math.max(speed, 2 * size ** 3 / Math.max(ms, 0.05) * 1_000);
    spent += ms;
    if (ms > TOO_LONG_MS) break;
    if (ms < TOO_SHORT_MS && size < LARGEST) size *= 2;
  }
  return speed;
}

/** One that was tried and timed before, opened again after its device was lost: only whether it still multiplies rightly. @param {import('./types.js').Engine} engine @throws {Error} */
export function probeAgain(engine) {
  return multiplyRightly(engine, TRY_AGAIN);
}

/** @param {import('./types.js').Engine} engine @param {typeof TRY} shape @throws {Error} when its answer is wrong */
async function multiplyRightly(engine, shape) {
  const a = numbers(shape.rows * shape.inner, 1);
  const b = numbers(shape.inner * shape.cols, 2);
  const { out } = await product(engine, shape, a, b);
  const expected = new Float32Array(out.length);
  for (const _ of multiplySteps(shape, a, b, expected));
  // Values lie in [−1, 1): sums of 64 products differ by far less than this, whatever their order.
  if (!out.every((value, i) => Math.abs(value - /** @type {number} */ (expected[i])) < 1e-4)) {
    throw new Error(`${engine.device} gave a wrong answer in a small test`);
  }
}

/**
 * Whether the engine makes synthetic operands bit for bit as they are defined: the unit matrix times such a block must be the block.
 *
 * @param {import('./types.js').Engine} engine
 * @returns {Promise<boolean>}
 */
export async function generatesRightly(engine) {
  const { rows, cols, generate } = SYNTHETIC;
  const unit = Float32Array.from({ length: rows * rows }, (_, i) => (i % (rows + 1) === 0 ? 1 : 0));
  const expected = new Float32Array(rows * cols);
  for (const _ of fillSteps(recipeOf(generate, rows, cols), expected));
  const out = new Float32Array(rows * cols);
  try {
    engine.openBlock(0, rows, rows, 'a');
    try {
      engine.writeBlock(0, 0, unit);
      engine.openBlock(1, rows, cols, 'b', generate);
      try {
        await engine.compute(matmul, productOf({ rows, inner: rows, cols, a: 0, b: 1 }), out, () => false);
      } finally {
        engine.freeBlock(1);
      }
    } finally {
      engine.freeBlock(0);
    }
  } catch {
    return false;
  }
  return out.every((value, i) => value === expected[i]);
}

/** @param {import('./types.js').Engine} engine @param {{rows: number, inner: number, cols: number}} shape @param {Float32Array} a @param {Float32Array} b */
async function product(engine, { rows, inner, cols }, a, b) {
  const out = new Float32Array(rows * cols);
  engine.openBlock(0, rows, inner, 'a');
  engine.openBlock(1, inner, cols, 'b');
  try {
    engine.writeBlock(0, 0, a);
    engine.writeBlock(1, 0, b);
    const began = performance.now();
    await engine.compute(matmul, productOf({ rows, inner, cols, a: 0, b: 1 }), out, () => false);
    return { out, ms: performance.now() - began };
  } finally {
    engine.freeBlock(0);
    engine.freeBlock(1);
  }
}
