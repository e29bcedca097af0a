/**
 * Computes on the GPU. Owns the device, one buffer per block, written as frames arrive and resident until it is freed, and a pool for all else. While the result of
 * one task is read back the next one computes. What is too large fails with OutOfMemory; a device that goes away makes the engine lost, and with it all blocks.
 */
import { DeviceLost, OutOfMemory } from '../types.js';
import { pace } from '../pace.js';
import { TookTooLong, within } from '../time.js';
import { recipeOf } from '../synthetic.js';
import { BufferPool } from './pool.js';
import { SLICE_LIMIT_MS } from './slice.js';
import { SyntheticKernel } from './synthetic.js';

const COUNTED = 3 / 5; // of the budget: the rest is for the result's second and third copy, on its way from the GPU
const READ_LIMIT_MS = 20_000;
const LOSS_IS_TOLD_MS = 200; // calls fail a moment before the loss of their device is told

/** @typedef {import('../../kernels/types.js').Kernel} Kernel @typedef {import('../../kernels/types.js').OpenGpu} OpenGpu */
/** @typedef {{buffer: GPUBuffer, fits: Promise<boolean>}} Allocation */
/** @typedef {Allocation & {recipe: import('../synthetic.js').Recipe | null}} Block recipe: what it is still to be made from */

/** @implements {Engine} @typedef {import('../types.js').Engine} Engine */
export class WebGpuEngine {
  name = /** @type {const} */ ('webgpu');
  device;
  isSoftware;
  maxBlockBytes;
  memoryBytes;
  lost;
  /** @type {string | undefined} */
  tuning;
  #gpu;
  #load;
  #notes;
  #pool;
  #isLost = false;
  /** What the GPU refused to do: results that were under way then are not to be believed. */
  #complaints = 0;
  #lastComplaint = '';
  /** @type {Promise<unknown>} the read-back before, which leaves room for the next one */
  #reading = Promise.resolve();
  /** @type {(message: string) => void} */
  #giveUp = () => {};
  /** @type {Promise<SyntheticKernel> | null} compiled when it is needed first */
  #synthetic = null;
  /** @type {Map<Kernel, Promise<import('../../kernels/types.js').WebGpuRunner<any>>>} opened when they are needed first */
  #runners = new Map();
  /** @type {Map<number, Block>} */
  #blocks = new Map();

  /**
   * @param {import('./device.js').Gpu} gpu @param {(file: URL) => Promise<string>} load @param {number} budgetBytes how much of the device's memory to use
   * @param {OpenGpu['notes']} notes @param {number} [part] of what the device can bind, that a block may have
   */
  constructor(gpu, load, budgetBytes, notes, part = 1) {
    const { device, words, isSoftware } = gpu;
    this.#gpu = device;
    this.#load = load;
    this.#notes = notes;
    this.device = words;
    this.isSoftware = isSoftware;
    this.memoryBytes = Math.floor(budgetBytes * COUNTED);
    const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
    this.maxBlockBytes = Math.min(Math.floor(Math.min(maxStorageBufferBindingSize, maxBufferSize) * part), Math.floor(this.memoryBytes / 3));
    this.#pool = new BufferPool(device, budgetBytes - this.memoryBytes, this.maxBlockBytes);
    /** @type {Promise<string>} */
    const hung = new Promise((resolve) => { this.#giveUp = resolve; });
    this.lost = Promise.race([hung, device.lost.then(({ message }) => (message ? `The GPU went away: ${message}` : 'The GPU went away.'))]);
    void this.lost.then(() => { this.#isLost = true; });
    device.addEventListener('uncapturederror', ({ error }) => {
      this.#complaints++;
      this.#lastComplaint = error.message;
    });
  }

  /** @param {number} block @param {number} rows @param {number} cols @param {'a' | 'b'} [_role] @param {import('../types.js').Generate} [generate] */
  openBlock(block, rows, cols, _role, generate) {
    const allocation = this.#allocate(4 * rows * cols, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
    this.#blocks.set(block, { ...allocation, recipe: generate ? recipeOf(generate, rows, cols) : null });
  }

  /** @param {number} block @param {number} offset @param {Float32Array} values */
  writeBlock(block, offset, values) {
    const from = /** @type {Float32Array<ArrayBuffer>} */ (values);
    this.#gpu.queue.writeBuffer(this.#block(block).buffer, 4 * offset, from);
  }

  /** @param {number} block */
  freeBlock(block) {
    this.#block(block).buffer.destroy();
    this.#blocks.delete(block);
    if (this.#blocks.size === 0) this.#pool.empty();
  }

  /**
   * @param {Kernel} kernel @param {import('../types.js').Work} work @param {import('../types.js').Values} out @param {() => boolean} cancelled
   * @param {() => void} [free] called when the next task may come, unless rests are owed: they begin when this one is over
   */
  async compute(kernel, work, out, cancelled, free = () => {}) {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const complaints = this.#complaints;
    /** @type {Map<GPUBuffer, import('./pool.js').Pooled>} */
    const taken = new Map();
    const take = async (/** @type {number} */ bytes, /** @type {GPUBufferUsageFlags} */ usage) => {
      const pooled = await this.#pool.take(bytes, usage);
      taken.set(pooled.buffer, pooled);
      return pooled.buffer;
    };
    const giveBack = (/** @type {GPUBuffer[]} */ buffers) => {
      for (const buffer of buffers) this.#pool.giveBack(/** @type {import('./pool.js').Pooled} */ (taken.get(buffer)));
      for (const buffer of buffers) taken.delete(buffer);
    };
    try {
      const blocks = work.operands.map(({ block }) => this.#block(block));
      await this.#allFit(blocks);
      for (const block of blocks) if (!await this.#make(block, cancelled)) return;
      const runner = await this.#runner(kernel);
      const [result, finished] = [await take(out.byteLength, STORAGE | COPY_SRC | COPY_DST), await take(4, STORAGE | COPY_SRC | COPY_DST)];
      this.#clear([result, out.byteLength], [finished, 4]);
      const groups = await runner.run(work, result, { cancelled, block: (id) => this.#block(id).buffer, take, finished });
      if (cancelled()) return;
      await this.#reading; // two results at most are under way
      const read = this.#read(result, finished, out, groups, take, () => {
        giveBack([result, finished]); // whoever takes them comes after this in the queue
        if (pace.isFull) free();
      });
      this.#reading = read.catch(() => {});
      await read;
      if (this.#complaints !== complaints) throw new Error(this.#lastComplaint);
    } catch (e) {
      for (const pooled of taken.values()) this.#pool.discard(pooled); // nobody knows what is done with them
      taken.clear();
      throw await this.#explain(e);
    } finally {
      giveBack([...taken.keys()]);
    }
  }

  close() {
    this.#pool.empty();
    this.#gpu.destroy();
    this.#blocks.clear();
  }

  /** @param {Kernel} kernel */
  async #runner(kernel) {
    const { webgpu } = kernel;
    if (!webgpu) throw new Error(`The kernel ${kernel.name} is not here.`);
    let runner = this.#runners.get(kernel);
    if (!runner) {
      runner = webgpu.open({ device: this.#gpu, isSoftware: this.isSoftware, load: this.#load, notes: this.#notes });
      this.#runners.set(kernel, runner);
      const { words } = await runner;
      if (words) this.tuning = words;
    }
    return runner;
  }

  /** @param {Block} block @param {() => boolean} cancelled @returns {Promise<boolean>} false: cancelled, to be made another time */
  async #make(block, cancelled) {
    if (!block.recipe) return true;
    this.#synthetic ??= this.#load(SyntheticKernel.file).then((wgsl) => SyntheticKernel.compile(this.#gpu, wgsl));
    await (await this.#synthetic).run(block.recipe, block.buffer, cancelled);
    if (cancelled()) return false;
    block.recipe = null;
    return true;
  }

  /** Values of earlier tasks never come into a result, whatever happens. @param {[buffer: GPUBuffer, bytes: number][]} all */
  #clear(...all) {
    const encoder = this.#gpu.createCommandEncoder();
    for (const [buffer, bytes] of all) encoder.clearBuffer(buffer, 0, bytes);
    this.#gpu.queue.submit([encoder.finish()]);
  }

  /**
   * @param {GPUBuffer} result @param {GPUBuffer} finished @param {import('../types.js').Values} out @param {number} groups that had to finish
   * @param {(bytes: number, usage: GPUBufferUsageFlags) => Promise<GPUBuffer>} take @param {() => void} submitted called when only waiting is left
   */
  async #read(result, finished, out, groups, take, submitted) {
    const { COPY_DST, MAP_READ } = GPUBufferUsage;
    const [values, count] = [await take(out.byteLength, COPY_DST | MAP_READ), await take(4, COPY_DST | MAP_READ)];
    const encoder = this.#gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(result, 0, values, 0, out.byteLength);
    encoder.copyBufferToBuffer(finished, 0, count, 0, 4);
    this.#gpu.queue.submit([encoder.finish()]);
    const mapped = Promise.all([values.mapAsync(GPUMapMode.READ, 0, out.byteLength), count.mapAsync(GPUMapMode.READ, 0, 4)]);
    submitted();
    await within(READ_LIMIT_MS, 'Reading the result from the GPU', mapped);
    const [done] = new Uint32Array(count.getMappedRange(0, 4));
    if (done !== groups) throw new Error(`The result is not complete: ${done} of ${groups} workgroups finished.`);
    new Uint32Array(out.buffer, out.byteOffset, out.length).set(new Uint32Array(values.getMappedRange(0, out.byteLength))); // bits, whatever they stand for
    values.unmap();
    count.unmap();
  }

  /** A buffer that does not fit is told later: the GPU answers in its own time. @param {number} bytes @param {GPUBufferUsageFlags} usage @returns {Allocation} */
  #allocate(bytes, usage) {
    if (bytes > this.maxBlockBytes) throw new OutOfMemory(`${bytes} bytes in one piece are too many here: ${this.maxBlockBytes} is the most.`);
    this.#gpu.pushErrorScope('out-of-memory');
    try {
      const buffer = this.#gpu.createBuffer({ size: bytes, usage });
      return { buffer, fits: this.#gpu.popErrorScope().then((error) => error === null, () => false) };
    } catch (e) {
      void this.#gpu.popErrorScope().catch(() => {});
      throw new OutOfMemory(e instanceof Error ? e.message : String(e));
    }
  }

  /** @param {Allocation[]} allocations */
  async #allFit(allocations) {
    const fits = await within(SLICE_LIMIT_MS, 'Making room on the GPU', Promise.all(allocations.map((allocation) => allocation.fits)));
    if (!fits.includes(false) || this.#isLost) return;
    this.#pool.empty(); // for what comes next
    throw new OutOfMemory('The GPU has no room for the operands.');
  }

  /** What a failure means. A device that let a wait run out is not to be trusted any more. @param {unknown} error */
  async #explain(error) {
    if (error instanceof OutOfMemory) return error;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof TookTooLong) this.#giveUp(message);
    await Promise.race([this.lost, new Promise((resolve) => setTimeout(resolve, LOSS_IS_TOLD_MS))]);
    return this.#isLost ? new DeviceLost(message) : error;
  }

  /** @param {number} id */
  #block(id) {
    const block = this.#blocks.get(id);
    if (!block) throw new Error(`Block ${id} is not here.`);
    return block;
  }
}
