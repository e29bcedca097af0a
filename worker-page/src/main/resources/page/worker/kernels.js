/** Which kernels an engine has, and computing with it: a kernel without operands that has nothing for the engine is computed in plain JavaScript. */
import { KERNELS } from '../kernels/index.js';
import { inTurns } from './time.js';

/**
 * @typedef {import('./types.js').Engine} Engine
 * @typedef {import('../kernels/types.js').Kernel} Kernel
 */

/**
 * @param {Engine} engine @param {Kernel} kernel @param {import('./types.js').Work} work
 * @param {import('./types.js').Values} out filled, or left unfinished when cancelled
 * @param {() => boolean} cancelled @param {() => void} [free] called, if ever, when another task may be computed before this result is here
 */
export async function compute(engine, kernel, work, out, cancelled, free) {
  if (kernel[engine.name] || work.operands.length > 0) await engine.compute(kernel, work, out, cancelled, free);
  else await inTurns(plainSteps(kernel, work, out), cancelled);
}

/** The kernels that give right answers on this engine. @param {Engine} engine @param {readonly Kernel[]} kernels @returns {Promise<string[]>} their names */
export async function kernelsOf(engine, kernels = KERNELS) {
  const right = [];
  for (const kernel of kernels) if (await worksOn(engine, kernel)) right.push(kernel.name);
  return right;
}

/** @param {Engine} engine @param {Kernel} kernel */
async function worksOn(engine, kernel) {
  const { trial, Values } = kernel;
  if (trial === null) return true;
  const count = trial.rows * trial.cols;
  const [out, expected] = [new Values(new ArrayBuffer(4 * count), 0, count), new Values(new ArrayBuffer(4 * count), 0, count)];
  try {
    await compute(engine, kernel, trial, out, () => false);
  } catch {
    return false;
  }
  for (const steps = plainSteps(kernel, trial, expected); !steps.next().done;);
  return expected.every((/** @type {number} */ value, /** @type {number} */ i) => value === out[i]);
}

/** @param {Kernel} kernel @param {import('./types.js').Work} work @param {import('./types.js').Values} out */
function plainSteps(kernel, work, out) {
  return kernel.js.steps(work, out, (id) => { throw new Error(`Block ${id} is not here.`); });
}
