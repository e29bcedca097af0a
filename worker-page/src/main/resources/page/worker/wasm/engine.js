/**
 * Multiplies on WebAssembly SIMD: one thread, about half of what a good native library reaches on one core. Owns a linear memory with
 * the blocks in it: those of A row-major, those of B in panels, packed once as they arrive and used for every task that needs them.
 */
import { OutOfMemory } from '../types.js';
import { inTurns } from '../time.js';
import { recipeOf } from '../synthetic.js';
import { Heap } from './heap.js';
import { PANEL, packInto, panelValues, unpackFrom } from './panels.js';
import { fillSteps, SCRATCH_VALUES } from './synthetic.js';

const MIB = 2 ** 20;
const MOST_BYTES = 1_984 * MIB; // a little less than the memory of matmul.wat may grow to
const COUNTED = 3 / 4; // of the budget: the rest is for the result's second copy, outside of the linear memory
const KEPT_BYTES = 64 * MIB; // by an engine that holds nothing
const INNER_STEP = 512; // a panel of this many rows fills half of a 32 KiB first-level cache
const ROW_STEP = 64; // with INNER_STEP: 128 KiB of A, for the second-level cache
const OPS_PER_STEP = 2e7; // about 1 ms: turns end between steps

/**
 * @typedef {{multiplyAdd: (a: number, lda: number, b: number, panel: number, c: number, ldc: number, rows: number, panels: number,
 *   inner: number) => void, memory: WebAssembly.Memory}} Kernel
 * @typedef {{at: number, rows: number, cols: number, layout: 'rows' | 'panels', recipe: import('../synthetic.js').Recipe | null}} Block
 *   recipe: what it is still to be made from
 */

/** @typedef {{matmul: WebAssembly.Module, synthetic: WebAssembly.Module}} Modules */

/** Both kernels on a new, small memory. @param {Modules} modules */
function freshMemory({ matmul, synthetic }) {
  const kernel = /** @type {Kernel} */ (/** @type {unknown} */ (new WebAssembly.Instance(matmul).exports));
  const { memory } = kernel;
  const generator = /** @type {import('./synthetic.js').SyntheticExports} */ (
    /** @type {unknown} */ (new WebAssembly.Instance(synthetic, { matmul: { memory } }).exports));
  const heap = new Heap(memory.buffer.byteLength, (bytes) => {
    memory.grow(Math.ceil(bytes / 65_536));
    return memory.buffer.byteLength;
  });
  return { kernel, generator, heap };
}

/** @implements {Engine} @typedef {import('../types.js').Engine} Engine */
export class WasmEngine {
  name = /** @type {const} */ ('wasm');
  maxBlockBytes;
  memoryBytes;
  /** @type {Promise<string>} */
  lost = new Promise(() => {});
  #modules;
  #kernel;
  #generator;
  #heap;
  #multiplying = 0;
  /** @type {Map<number, Block>} */
  #blocks = new Map();

  /** @param {Modules} modules @param {string} device @param {number} budgetBytes how much of the device's memory to use */
  constructor(modules, device, budgetBytes) {
    this.device = device;
    this.memoryBytes = Math.min(Math.floor(budgetBytes * COUNTED), MOST_BYTES);
    this.maxBlockBytes = Math.floor(this.memoryBytes / 3);
    this.#modules = modules;
    ({ kernel: this.#kernel, generator: this.#generator, heap: this.#heap } = freshMemory(modules));
  }

  /**
   * @param {BufferSource} matmul matmul.wasm
   * @param {BufferSource} synthetic synthetic.wasm
   * @param {string} device
   * @param {number} budgetBytes
   * @throws {WebAssembly.CompileError} where SIMD is missing
   */
  static async create(matmul, synthetic, device, budgetBytes) {
    const modules = { matmul: await WebAssembly.compile(matmul), synthetic: await WebAssembly.compile(synthetic) };
    return new WasmEngine(modules, device, budgetBytes);
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
    this.#heap.give(this.#block(block).at);
    this.#blocks.delete(block);
    this.#shrink();
  }

  /** What it has of the device's memory now. */
  get reservedBytes() {
    return this.#kernel.memory.buffer.byteLength;
  }

  /** Memory like this can only grow: to give it back, an engine that holds nothing begins with a new one. */
  #shrink() {
    if (this.#blocks.size > 0 || this.#multiplying > 0 || this.reservedBytes <= KEPT_BYTES) return;
    ({ kernel: this.#kernel, generator: this.#generator, heap: this.#heap } = freshMemory(this.#modules));
  }

  /** @param {import('../types.js').Product} product @param {Float32Array} out @param {() => boolean} cancelled */
  async multiply(product, out, cancelled) {
    this.#multiplying++;
    try {
      await this.#multiply(product, out, cancelled);
    } finally {
      this.#multiplying--;
      this.#shrink();
    }
  }

  /** @param {import('../types.js').Product} product @param {Float32Array} out @param {() => boolean} cancelled */
  async #multiply(product, out, cancelled) {
    const { rows, cols } = product;
    for (const block of [product.a, product.b]) if (!await this.#make(block, cancelled)) return;
    const a = this.#inLayout(product.a, 'rows');
    const b = this.#inLayout(product.b, 'panels');
    const padded = Math.ceil(cols / PANEL) * PANEL;
    const size = Math.ceil(rows / 4) * 4 * padded;
    const c = this.#take(size);
    try {
      this.#view(c, size).fill(0);
      await inTurns(this.#steps(product, a.at, b.at, c), cancelled);
      if (cancelled()) return;
      if (padded === cols) out.set(this.#view(c, rows * cols));
      else for (let row = 0; row < rows; row++) out.set(this.#view(c + 4 * row * padded, cols), row * cols);
    } finally {
      this.#heap.give(c);
      if (a.isCopy) this.#heap.give(a.at);
      if (b.isCopy) this.#heap.give(b.at);
    }
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
      await inTurns(fillSteps(block.recipe, this.#generator.generate, scratch, put), cancelled);
    } finally {
      this.#heap.give(scratch);
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
    this.#generator.scatter(at, to + 4 * ((offset % cols) * rows + row * PANEL), 4 * PANEL * rows, panels);
  }

  /** @param {import('../types.js').Product} product @param {number} a @param {number} b @param {number} c addresses */
  *#steps({ rows, inner, cols }, a, b, c) {
    const panels = Math.ceil(cols / PANEL);
    const ldc = 4 * panels * PANEL;
    for (let k = 0; k < inner; k += INNER_STEP) {
      const depth = Math.min(INNER_STEP, inner - k);
      for (let row = 0; row < rows; row += ROW_STEP) {
        const height = Math.min(ROW_STEP, rows - row);
        const width = Math.max(1, Math.floor(OPS_PER_STEP / (2 * depth * Math.ceil(height / 4) * 4 * PANEL)));
        for (let p = 0; p < panels; p += width) {
          this.#kernel.multiplyAdd(a + 4 * (row * inner + k), 4 * inner, b + 4 * PANEL * (p * inner + k), 4 * PANEL * inner,
            c + row * ldc + 4 * PANEL * p, ldc, height, Math.min(width, panels - p), depth);
          yield;
        }
      }
    }
  }

  /** A block in the layout that is needed: itself, or, where one block stands both as A and as B, a copy. @param {number} id @param {'rows' | 'panels'} layout */
  #inLayout(id, layout) {
    const { at, rows, cols, layout: its } = this.#block(id);
    if (its === layout) return { at, isCopy: false };
    const packed = panelValues(rows, cols);
    const copy = this.#take(layout === 'panels' ? packed : rows * cols);
    if (layout === 'panels') {
      const panels = this.#view(copy, packed);
      panels.fill(0);
      packInto(panels, rows, cols, 0, this.#view(at, rows * cols));
    } else {
      unpackFrom(this.#view(at, packed), rows, cols, this.#view(copy, rows * cols));
    }
    return { at: copy, isCopy: true };
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
    return this.#heap.take(4 * values);
  }

  /** Always made afresh: growing the memory detaches older views. @param {number} at @param {number} values */
  #view(at, values) {
    return new Float32Array(this.#kernel.memory.buffer, at, values);
  }
}
