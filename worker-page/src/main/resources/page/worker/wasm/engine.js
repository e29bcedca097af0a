/**
 * Computes on WebAssembly SIMD, on several threads where the page is isolated from other sites (only then browsers let threads share memory). Owns a linear
 * memory, which its kernels share, with the blocks in it: those of A row-major, those of B in panels, packed once as they arrive and used for every task
 * that needs them.
 */
import { OutOfMemory } from '../types.js';
import { inTurns } from '../time.js';
import { pace } from '../pace.js';
import { recipeOf } from '../synthetic.js';
import { freshMemory } from './memory.js';
import { findModules } from './modules.js';
import { PANEL, packInto, panelValues, unpackFrom } from './panels.js';
import { fillSteps, SCRATCH_VALUES } from './synthetic.js';
import { ThreadLost, Threads } from './threads.js';

const MIB = 2 ** 20;
const MOST_BYTES = 1_984 * MIB; // a little less than a memory can have
const COUNTED = 3 / 4; // of the budget: the rest is for the result's second copy, outside of the linear memory
const KEPT_BYTES = 64 * MIB; // by an engine that holds nothing

/**
 * @typedef {import('../../kernels/types.js').Kernel} Kernel
 * @typedef {{at: number, rows: number, cols: number, layout: 'rows' | 'panels', recipe: import('../synthetic.js').Recipe | null}} Block
 *   recipe: what it is still to be made from
 */

/** @implements {Engine} @typedef {import('../types.js').Engine} Engine */
export class WasmEngine {
  name = /** @type {const} */ ('wasm');
  maxBlockBytes;
  memoryBytes;
  /** @type {Promise<string>} */
  lost = new Promise(() => {});
  #modules;
  #home;
  #computing = 0;
  /** @type {Map<number, Block>} */
  #blocks = new Map();
  #threads = Threads.alone();
  #mostThreads = 1;
  #variant;
  #processor;

  /** @param {import('./modules.js').Modules} modules @param {string} device @param {number} budgetBytes how much of the device's memory to use @param {string} [variant] which multiplies */
  constructor(modules, device, budgetBytes, variant) {
    this.#variant = variant;
    this.#processor = device;
    this.memoryBytes = Math.min(Math.floor(budgetBytes * COUNTED), MOST_BYTES);
    this.maxBlockBytes = Math.floor(this.memoryBytes / 3);
    this.#modules = modules;
    this.#home = freshMemory(modules);
  }

  /**
   * @param {(file: URL) => Promise<BufferSource>} load
   * @param {readonly Kernel[]} kernels
   * @param {string} device
   * @param {number} budgetBytes
   * @param {number} [threads] more than one only where memory can be shared; where they cannot be opened, one computes
   * @throws {Error} where SIMD is missing
   */
  static async create(load, kernels, device, budgetBytes, threads = 1) {
    const { variants, compile } = await findModules(load, kernels);
    const open = async (/** @type {boolean} */ isShared) => new WasmEngine(await compile(isShared, budgetBytes), device, budgetBytes, variants.get('matmul'));
    if (threads > 1) {
      try {
        return await (await open(true)).#withThreads(threads);
      } catch {
        // no threads, then
      }
    }
    return open(false);
  }

  /** @param {number} count */
  async #withThreads(count) {
    this.#threads = await Threads.open(count, this.#modules.kernels, this.#home.memory);
    this.#mostThreads = count;
    return this;
  }

  get device() {
    return `${this.#processor}, ${inWords(this.threads)}`;
  }

  /** Which kernel multiplies, and on how many threads. */
  get tuning() {
    return this.#variant && `${this.#variant}, on ${inWords(this.threads)}`;
  }

  /** How many compute, with full power. */
  get threads() {
    return Math.min(this.#mostThreads, this.#threads.count);
  }

  /** At most as many as there are. */
  set threads(count) {
    this.#mostThreads = count;
  }

  /** Ends the others. @param {number} count */
  keepThreads(count) {
    this.#mostThreads = count;
    this.#threads.keep(count);
  }

  /** With less than full power one core is left to the device's owner. */
  get #threadsNow() {
    return pace.isFull ? this.threads : Math.max(1, Math.min(this.threads, this.#threads.count - 1));
  }

  /** @param {number} block @param {number} rows @param {number} cols @param {'a' | 'b'} role @param {import('../types.js').Generate} [generate] */
  openBlock(block, rows, cols, role, generate) {
    const layout = role === 'b' ? 'panels' : 'rows';
    const values = role === 'b' ? panelValues(rows, cols) : rows * cols;
    const at = this.#take(values);
    if (role === 'b' && cols % PANEL !== 0) this.#view(at, values).fill(0);
    this.#blocks.set(block, { at, rows, cols, layout, recipe: generate ? recipeOf(generate, rows, cols, role === 'b') : null });
  }

  /** @param {number} block @param {number} offset @param {Float32Array} values */
  writeBlock(block, offset, values) {
    const { at, rows, cols, layout } = this.#block(block);
    if (layout === 'rows') this.#view(at, rows * cols).set(values, offset);
    else packInto(this.#view(at, panelValues(rows, cols)), rows, cols, offset, values);
  }

  /** @param {number} block */
  freeBlock(block) {
    this.#home.heap.give(this.#block(block).at);
    this.#blocks.delete(block);
    this.#shrink();
  }

  /** What it has of the device's memory now. */
  get reservedBytes() {
    return this.#home.memory.buffer.byteLength;
  }

  /** Memory like this can only grow: to give it back, an engine that holds nothing begins with a new one. */
  #shrink() {
    if (this.#blocks.size > 0 || this.#computing > 0 || this.reservedBytes <= KEPT_BYTES) return;
    this.#home = freshMemory(this.#modules);
    void this.#threads.use(this.#home.memory).catch(() => {}); // a thread that is lost is told when it is to compute
  }

  /** @param {Kernel} kernel @param {import('../types.js').Work} work @param {import('../types.js').Values} out @param {() => boolean} cancelled */
  async compute(kernel, work, out, cancelled) {
    if (!kernel.wasm) throw new Error(`The kernel ${kernel.name} is not here.`);
    this.#computing++;
    try {
      for (const { block } of work.operands) if (!await this.#make(block, cancelled)) return;
      await this.#compute(kernel, work, out, cancelled);
    } catch (e) {
      if (!(e instanceof ThreadLost)) throw e;
      this.keepThreads(1);
      await this.#compute(kernel, work, out, cancelled);
    } finally {
      this.#computing--;
      this.#shrink();
    }
  }

  /** @param {Kernel} kernel @param {import('../types.js').Work} work @param {import('../types.js').Values} out @param {() => boolean} cancelled @throws {ThreadLost} */
  async #compute(kernel, work, out, cancelled) {
    /** @type {number[]} */
    const taken = [];
    const threads = this.#threadsNow;
    try {
      const room = this.#room(kernel, threads, taken);
      const wasm = /** @type {import('../../kernels/types.js').WasmKernel<any, any>} */ (kernel.wasm);
      const plan = wasm.plan(work, room);
      if (await this.#threads.run(kernel, plan, room, threads, cancelled)) wasm.collect(plan, out, room);
    } catch (e) {
      if (e instanceof ThreadLost) taken.length = 0; // it may still write there: nobody else ever gets it
      throw e;
    } finally {
      for (const at of taken) this.#home.heap.give(at);
    }
  }

  /** @param {Kernel} kernel @param {number} threads @param {number[]} taken what is to be given back @returns {import('../../kernels/types.js').WasmRoom} */
  #room(kernel, threads, taken) {
    const take = (/** @type {number} */ bytes) => {
      const at = this.#take(Math.ceil(bytes / 4));
      taken.push(at);
      return at;
    };
    return {
      index: 0,
      threads,
      exports: this.#home.exports.get(kernel.name),
      take,
      floats: (at, count) => this.#view(at, count),
      words: (at, count) => new Uint32Array(this.#home.memory.buffer, at, count),
      block: (id, layout) => this.#inLayout(id, layout, take),
    };
  }

  close() {
    this.#threads.keep(1);
    this.#blocks.clear();
  }

  /** @param {number} id @param {() => boolean} cancelled @returns {Promise<boolean>} false: cancelled, to be made another time */
  async #make(id, cancelled) {
    const block = this.#block(id);
    if (!block.recipe) return true;
    const scratch = this.#take(SCRATCH_VALUES);
    try {
      const put = (/** @type {number} */ offset, /** @type {number} */ at, /** @type {number} */ count) => {
        if (block.layout === 'rows') this.#view(block.at, block.rows * block.cols).set(this.#view(at, count), offset);
        else this.#scatter(block, offset, at, count);
      };
      await inTurns(fillSteps(block.recipe, this.#home.generator.generate, scratch, put), cancelled);
    } finally {
      this.#home.heap.give(scratch);
    }
    if (cancelled()) return false;
    block.recipe = null;
    return true;
  }

  /** Takes a part of a row, from a column that begins a panel, into its panels. @param {Block} block @param {number} offset @param {number} at @param {number} count */
  #scatter({ at: to, rows, cols }, offset, at, count) {
    const panels = Math.ceil(count / PANEL);
    this.#view(at + 4 * count, panels * PANEL - count).fill(0);
    const row = Math.floor(offset / cols);
    this.#home.generator.scatter(at, to + 4 * ((offset % cols) * rows + row * PANEL), 4 * PANEL * rows, panels);
  }

  /**
   * The address of a block in the layout that is needed: itself, or, where one block stands both as A and as B, a copy.
   *
   * @param {number} id @param {'rows' | 'panels'} layout @param {(bytes: number) => number} take
   */
  #inLayout(id, layout, take) {
    const { at, rows, cols, layout: its } = this.#block(id);
    if (its === layout) return at;
    const packed = panelValues(rows, cols);
    const copy = take(4 * (layout === 'panels' ? packed : rows * cols));
    if (layout === 'panels') {
      const panels = this.#view(copy, packed);
      panels.fill(0);
      packInto(panels, rows, cols, 0, this.#view(at, rows * cols));
    } else {
      unpackFrom(this.#view(at, packed), rows, cols, this.#view(copy, rows * cols));
    }
    return copy;
  }

  /** @param {number} id */
  #block(id) {
    const block = this.#blocks.get(id);
    if (!block) throw new Error(`Block ${id} is not here.`);
    return block;
  }

  /** @param {number} values @throws {OutOfMemory} */
  #take(values) {
    if (4 * values > MOST_BYTES) throw new OutOfMemory(`There is no room for ${4 * values} bytes: ${MOST_BYTES} is the most.`);
    return this.#home.heap.take(4 * values);
  }

  /** Always made afresh: growing the memory detaches older views. @param {number} at @param {number} values */
  #view(at, values) {
    return new Float32Array(this.#home.memory.buffer, at, values);
  }
}

/** @param {number} threads */
function inWords(threads) {
  return threads === 1 ? 'one thread' : `${threads} threads`;
}
