/**
 * Computes on WebAssembly SIMD: one thread, about half of what a good native library reaches on one core. Owns a linear memory, which its
 * kernels share, with the blocks in it: those of A row-major, those of B in panels, packed once as they arrive and used for every task that
 * needs them.
 */
import { OutOfMemory } from '../types.js';
import { inTurns } from '../time.js';
import { recipeOf } from '../synthetic.js';
import { Heap } from './heap.js';
import { PANEL, packInto, panelValues, unpackFrom } from './panels.js';
import { fillSteps, SCRATCH_VALUES } from './synthetic.js';

const MIB = 2 ** 20;
const PAGE_BYTES = 65_536;
const MOST_PAGES = 32_000; // 2,000 MiB, so that addresses are never negative
const MOST_BYTES = 1_984 * MIB; // a little less
const COUNTED = 3 / 4; // of the budget: the rest is for the result's second copy, outside of the linear memory
const KEPT_BYTES = 64 * MIB; // by an engine that holds nothing

/**
 * @typedef {import('../../kernels/types.js').Kernel} Kernel
 * @typedef {{at: number, rows: number, cols: number, layout: 'rows' | 'panels', recipe: import('../synthetic.js').Recipe | null}} Block
 *   recipe: what it is still to be made from
 * @typedef {{synthetic: WebAssembly.Module, kernels: Map<string, WebAssembly.Module>}} Modules kernels: by name
 */

/** All modules on a new, small memory. @param {Modules} modules */
function freshMemory({ synthetic, kernels }) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  const instance = (/** @type {WebAssembly.Module} */ module) => new WebAssembly.Instance(module, { engine: { memory } }).exports;
  const heap = new Heap(memory.buffer.byteLength, (bytes) => {
    memory.grow(Math.ceil(bytes / PAGE_BYTES));
    return memory.buffer.byteLength;
  });
  return {
    memory,
    heap,
    generator: /** @type {import('./synthetic.js').SyntheticExports} */ (/** @type {unknown} */ (instance(synthetic))),
    exports: new Map([...kernels].map(([name, module]) => [name, instance(module)])),
  };
}

/** @param {(file: URL) => Promise<BufferSource>} load @param {readonly import('../../kernels/types.js').WasmVariant[]} variants */
async function firstThatWorks(load, variants) {
  for (const { name, file } of variants) {
    const bytes = await load(file);
    if (WebAssembly.validate(bytes)) return { name, module: await WebAssembly.compile(bytes) };
  }
  throw new Error('its WebAssembly has no SIMD');
}

/** @implements {Engine} @typedef {import('../types.js').Engine} Engine */
export class WasmEngine {
  name = /** @type {const} */ ('wasm');
  tuning;
  maxBlockBytes;
  memoryBytes;
  /** @type {Promise<string>} */
  lost = new Promise(() => {});
  #modules;
  #home;
  #computing = 0;
  /** @type {Map<number, Block>} */
  #blocks = new Map();

  /** @param {Modules} modules @param {string} device @param {number} budgetBytes how much of the device's memory to use @param {string} [tuning] */
  constructor(modules, device, budgetBytes, tuning) {
    this.tuning = tuning;
    this.device = device;
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
   * @throws {Error} where SIMD is missing
   */
  static async create(load, kernels, device, budgetBytes) {
    const synthetic = await firstThatWorks(load, [{ name: 'SIMD', file: new URL('./synthetic.wasm', import.meta.url) }]);
    const found = new Map();
    for (const kernel of kernels) if (kernel.wasm) found.set(kernel.name, await firstThatWorks(load, kernel.wasm.variants));
    const modules = new Map([...found].map(([name, { module }]) => [name, module]));
    return new WasmEngine({ synthetic: synthetic.module, kernels: modules }, device, budgetBytes, found.get('matmul')?.name);
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
  }

  /** @param {Kernel} kernel @param {import('../types.js').Work} work @param {import('../types.js').Values} out @param {() => boolean} cancelled */
  async compute(kernel, work, out, cancelled) {
    if (!kernel.wasm) throw new Error(`The kernel ${kernel.name} is not here.`);
    /** @type {number[]} */
    const taken = [];
    this.#computing++;
    try {
      for (const { block } of work.operands) if (!await this.#make(block, cancelled)) return;
      await inTurns(kernel.wasm.steps(work, out, this.#room(kernel, taken)), cancelled);
    } finally {
      for (const at of taken) this.#home.heap.give(at);
      this.#computing--;
      this.#shrink();
    }
  }

  /** @param {Kernel} kernel @param {number[]} taken what is to be given back @returns {import('../../kernels/types.js').WasmRoom} */
  #room(kernel, taken) {
    const take = (/** @type {number} */ bytes) => {
      const at = this.#take(Math.ceil(bytes / 4));
      taken.push(at);
      return at;
    };
    return {
      exports: this.#home.exports.get(kernel.name),
      take,
      floats: (at, count) => this.#view(at, count),
      words: (at, count) => new Uint32Array(this.#home.memory.buffer, at, count),
      block: (id, layout) => this.#inLayout(id, layout, take),
    };
  }

  close() {
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
