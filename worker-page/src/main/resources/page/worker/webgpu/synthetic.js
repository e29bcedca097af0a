/**
 * The generator of synthetic operands on a device: compiles synthetic.wgsl once and fills a buffer part by part, each short enough not to hold
 * the GPU for long. Owns the pipeline; buffers belong to the caller.
 */
import { within } from '../time.js';
import { pace } from '../pace.js';
import { COMPILE_LIMIT_MS, SLICE_LIMIT_MS, SLICE_MS } from './slice.js';

const THREADS = 64;
const FIRST_BLOCKS = 2 ** 16; // a quarter of a million values: a few milliseconds on a slow phone
const MOST_BLOCKS = 2 ** 21;
const LEAST_BLOCKS = 2 ** 12;
const SHORT_MS = 10; // a part that is over so soon may be twice as long the next time

export class SyntheticKernel {
  static file = new URL('./synthetic.wgsl', import.meta.url);
  #device;
  #pipeline;
  #uniform;
  #blocks = FIRST_BLOCKS;

  /** @param {GPUDevice} device @param {GPUComputePipeline} pipeline */
  constructor(device, pipeline) {
    this.#device = device;
    this.#pipeline = pipeline;
    this.#uniform = device.createBuffer({ size: 48, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  }

  /** @param {GPUDevice} device @param {string} wgsl */
  static async compile(device, wgsl) {
    const module = device.createShaderModule({ code: wgsl, label: 'synthetic.wgsl' });
    const pipeline = await within(COMPILE_LIMIT_MS, 'Compiling the generator', device.createComputePipelineAsync({
      layout: 'auto', compute: { module, entryPoint: 'generate' },
    }));
    return new SyntheticKernel(device, pipeline);
  }

  /** @param {import('../synthetic.js').Recipe} recipe @param {GPUBuffer} buffer filled, or left unfinished when cancelled @param {() => boolean} cancelled */
  async run(recipe, buffer, cancelled) {
    const group = this.#device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [buffer, this.#uniform].map((it, binding) => ({ binding, resource: { buffer: it } })),
    });
    const mostRuns = this.#device.limits.maxComputeWorkgroupsPerDimension;
    for (const part of parts(recipe, mostRuns, () => this.#blocks)) {
      if (cancelled()) return;
      const began = performance.now();
      this.#submit(recipe, part, group);
      await within(SLICE_LIMIT_MS, 'Making operands on the GPU', this.#device.queue.onSubmittedWorkDone());
      const ms = performance.now() - began;
      if (ms < SHORT_MS) this.#blocks = Math.min(MOST_BLOCKS, 2 * this.#blocks);
      else if (ms > SLICE_MS) this.#blocks = Math.max(LEAST_BLOCKS, this.#blocks >> 1);
      pace.worked(ms);
      await pace.rest(cancelled);
    }
  }

  /** @param {import('../synthetic.js').Recipe} recipe @param {Part} part @param {GPUBindGroup} group */
  #submit({ key0, key1, number, first, step, length }, { runBegin, runEnd, blockBegin, blockEnd }, group) {
    const device = this.#device;
    device.queue.writeBuffer(this.#uniform, 0, new Uint32Array([
      key0, key1, number, step, first % 2 ** 32, Math.floor(first / 2 ** 32), length, runBegin, blockBegin, blockEnd, 0, 0,
    ]));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(Math.ceil((blockEnd - blockBegin) / THREADS), runEnd - runBegin);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
}

/**
 * @typedef {{runBegin: number, runEnd: number, blockBegin: number, blockEnd: number}} Part half-open ranges of runs, and of blocks within them
 */

/**
 * Cuts runs into parts of limited work: several whole runs, or a part of one. Pure.
 *
 * @param {{runs: number, length: number}} recipe
 * @param {number} mostRuns of a part
 * @param {() => number} blocks asked before each part: how many blocks it may have, at least 1
 * @returns {Generator<Part>}
 */
export function* parts({ runs, length }, mostRuns, blocks) {
  const perRun = Math.ceil((length + 3) / 4);
  for (let runBegin = 0, runEnd; runBegin < runs; runBegin = runEnd) {
    const whole = Math.floor(blocks() / perRun);
    runEnd = Math.min(runs, runBegin + Math.max(1, Math.min(mostRuns, whole)));
    for (let blockBegin = 0, blockEnd; blockBegin < perRun; blockBegin = blockEnd) {
      blockEnd = whole >= 1 ? perRun : Math.min(perRun, blockBegin + blocks());
      yield { runBegin, runEnd, blockBegin, blockEnd };
    }
  }
}
