/** Computes in plain JavaScript. Owns the blocks, as arrays. */
import { OutOfMemory } from '../types.js';
import { inTurns } from '../time.js';
import { fillSteps, recipeOf } from '../synthetic.js';

const COUNTED = 3 / 4; // of the budget: the rest is for the result before that is still being sent

/** @implements {Engine} @typedef {import('../types.js').Engine} Engine */
export class JsEngine {
  name = /** @type {const} */ ('js');
  /** @type {Promise<string>} */
  lost = new Promise(() => {});
  /** @type {Map<number, Float32Array>} */
  #blocks = new Map();
  /** @type {Map<number, import('../synthetic.js').Recipe>} blocks that are still to be made */
  #recipes = new Map();

  /** @param {string} device @param {number} budgetBytes how much of the device's memory to use */
  constructor(device, budgetBytes) {
    this.device = device;
    this.memoryBytes = Math.floor(budgetBytes * COUNTED);
    this.maxBlockBytes = Math.floor(this.memoryBytes / 3);
  }

  /** @param {number} block @param {number} rows @param {number} cols @param {'a' | 'b'} [_role] @param {import('../types.js').Generate} [generate] */
  openBlock(block, rows, cols, _role, generate) {
    try {
      this.#blocks.set(block, new Float32Array(rows * cols));
      if (generate) this.#recipes.set(block, recipeOf(generate, rows, cols));
    } catch {
      throw new OutOfMemory(`There is no room for a block of ${4 * rows * cols} bytes.`);
    }
  }

  /** @param {number} block @param {number} offset @param {Float32Array} values */
  writeBlock(block, offset, values) {
    this.#block(block).set(values, offset);
  }

  /** @param {number} block */
  freeBlock(block) {
    this.#blocks.delete(block);
    this.#recipes.delete(block);
  }

  /** @param {import('../../kernels/types.js').Kernel} kernel @param {import('../types.js').Work} work @param {import('../types.js').Values} out @param {() => boolean} cancelled */
  async compute(kernel, work, out, cancelled) {
    for (const { block } of work.operands) if (!await this.#make(block, cancelled)) return;
    await inTurns(kernel.js.steps(work, out, (id) => this.#block(id)), cancelled);
  }

  close() {
    this.#blocks.clear();
    this.#recipes.clear();
  }

  /** @param {number} block @param {() => boolean} cancelled @returns {Promise<boolean>} false: cancelled, to be made another time */
  async #make(block, cancelled) {
    const recipe = this.#recipes.get(block);
    if (!recipe) return true;
    await inTurns(fillSteps(recipe, this.#block(block)), cancelled);
    if (cancelled()) return false;
    this.#recipes.delete(block);
    return true;
  }

  /** @param {number} id */
  #block(id) {
    const block = this.#blocks.get(id);
    if (!block) throw new Error(`Block ${id} is not here.`);
    return block;
  }
}
